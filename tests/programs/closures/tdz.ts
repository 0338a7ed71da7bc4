// A closure may capture a name before it is initialised, and throws only when it reads too early.
const read = (): number => later;
try {
  read();
} catch (error) {
  console.log((error as Error).message);
}
const later = 5;
console.log(read());
try {
  const early = () => self;
  early();
  const self = 1;
} catch (error) {
  console.log((error as Error).message);
}
function useClass(): string {
  return new C().hi();
}
try {
  useClass();
} catch (error) {
  console.log((error as Error).message);
}
class C {
  hi(): string {
    return 'hi';
  }
}
console.log(useClass());

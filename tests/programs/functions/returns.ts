// Return without value, falling off the end, returning from nested blocks, constructors returning objects.
function nothing(): unknown {
  return;
}
function fall(x: number): string | undefined {
  if (x > 0) return 'positive';
  return undefined;
}
function deep(): number {
  for (let i = 0; ; i++) {
    for (;;) {
      if (i > 2) return i;
      break;
    }
  }
}
function Legacy(this: { a: number }, returnObject: boolean): unknown {
  this.a = 1;
  return returnObject ? { a: 2 } : 3;
}
const Ctor = Legacy as unknown as new (b: boolean) => { a: number };
console.log(nothing(), fall(1), fall(0), deep(), new Ctor(true).a, new Ctor(false).a);
console.log((() => {})() === undefined, (() => ({}))() !== undefined);

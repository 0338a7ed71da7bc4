// Defaults are evaluated at each call, left to right, and see earlier parameters (ECMA-262 10.2.11).
let calls = 0;
const next = (): number => ++calls;
function f(a = next(), b = a + next(), c = () => a): string {
  return `${a} ${b} ${c()}`;
}
console.log(f());
console.log(f(10));
console.log(f(undefined, 1));
console.log(f(null as unknown as number, undefined));
console.log(f.length, ((a: number, b = 1, c?: number) => a + b + (c ?? 0)).length);
try {
  const early = (): number => late;
  ((x = early()) => x)();
  const late = 1;
} catch (error) {
  console.log((error as Error).name);
}

// Rest collects what is left, spread takes any iterable.
function f(...all: unknown[]): string {
  const [first, ...rest] = all;
  return `${String(first)} [${rest.map(String).join()}] ${rest.length}`;
}
console.log(f());
console.log(f(1));
console.log(f(1, undefined, 3));
console.log(f(...'héy'));
console.log(f(...[1, , 3]));
console.log(f(...new Set([1, 1, 2]), ...new Map([['k', 'v']])));
console.log(Math.max(...[], ...[3, 9], 4, ...new Uint8Array([7])));
console.log(
  ((a: unknown, ...b: unknown[]) => [a, b]).length,
  new Array(...[3]).length,
  new Array(...[3, 4]).length,
);

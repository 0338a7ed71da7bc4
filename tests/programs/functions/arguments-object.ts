// `arguments` has what was passed, whatever was declared; in strict code it is not linked to the parameters.
function f(a: number, _b?: number): string {
  a = 99;
  return `${arguments.length} ${arguments[0]} ${a} ${Array.isArray(arguments)} ${[...arguments].join('|')}`;
}
console.log(f(1));
console.log((f as (...args: number[]) => string)(1, 2, 3));
function outer(..._args: string[]): string {
  const arrow = (): string => arguments[0];
  return arrow();
}
console.log(
  outer('of outer'),
  Object.prototype.toString.call(
    (function () {
      return arguments;
    })(),
  ),
);
function holes(): string {
  return Array.prototype.slice.call(arguments, 1).join('-');
}
console.log((holes as (...a: number[]) => string)(1, 2, 3));
function shown(..._: unknown[]): void {
  const any: any = arguments;
  console.log(arguments, JSON.stringify(arguments), Object.keys(arguments).join(), any instanceof Array);
  console.log(typeof any.map, any[Symbol.iterator] === Array.prototype.values, Math.max(...any));
  any.extra = 1;
  console.log(any.extra, Array.from(any).length, arguments[7]);
}
shown(1, 2, 3);

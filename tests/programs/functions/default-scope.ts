// Closures in parameter defaults see the parameters, not the body's `var` of the same name (ECMA-262 10.2.11 step 28).
function f(x: number, get = () => x): string {
  var x: number = 2;
  return `${x} ${get()}`;
}
console.log(f(1));
function g(x: number, set = (v: number) => (x = v)): number {
  set(5);
  return x;
}
console.log(g(1));

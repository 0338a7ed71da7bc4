// Overloads are one function.
function f(x: number): number;
function f(x: string, n?: number): string;
function f(x: number | string, n = 2): number | string {
  return typeof x === 'number' ? x + n : x.repeat(n);
}
console.log(f(1), f('a'), f('b', 3));
class C {
  get(k: 'n'): number;
  get(k: 's'): string;
  get(k: string): unknown {
    return k === 'n' ? 1 : k;
  }
}
console.log(new C().get('n') + 1, new C().get('s') + 1);

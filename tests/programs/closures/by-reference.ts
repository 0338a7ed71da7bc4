// Closures share the variable, not its value.
let n = 1;
const get = (): number => n;
const set = (v: number): void => {
  n = v;
};
n = 2;
console.log(get());
set(10);
console.log(n, get());
function pair(start: number): [() => number, () => number] {
  return [() => ++start, () => --start];
}
const [up, down] = pair(5);
const [up2] = pair(100);
console.log(up(), up(), down(), up2(), up());

// Endless recursion is a RangeError that can be caught, again and again, and leaves a working program.
let depth = 0;
const f = (): number => {
  depth++;
  return f() + 1;
};
for (let i = 0; i < 3; i++) {
  try {
    f();
    console.log('no');
  } catch (e) {
    console.log((e as Error) instanceof RangeError, depth > 500);
    depth = 0;
  }
}
const even = (n: number): boolean => (n === 0 ? true : odd(n - 1));
const odd = (n: number): boolean => (n === 0 ? false : even(n - 1));
try {
  even(1e9);
} catch (e) {
  console.log((e as Error).name);
}
class Node1 {
  get next(): Node1 {
    return this.next;
  }
  toString(): string {
    return `${this}`;
  }
}
try {
  new Node1().next;
} catch (e) {
  console.log((e as Error).name);
}
try {
  String(new Node1());
} catch (e) {
  console.log((e as Error).name);
}
let unwound = 0;
const g = (): void => {
  try {
    g();
  } finally {
    unwound++;
  }
};
try {
  g();
} catch (e) {
  console.log((e as Error).name, unwound > 100);
}
console.log(even(100));

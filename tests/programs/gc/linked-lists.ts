// Lists of 100,000 nodes built and dropped again and again; deep lists must not overflow the collector's stack.
class Node<T> {
  constructor(
    readonly v: T,
    readonly next: Node<T> | null,
  ) {}
}
const build = (n: number): Node<number> | null => {
  let l: Node<number> | null = null;
  for (let i = 0; i < n; i++) l = new Node(i, l);
  return l;
};
let kept: Node<number> | null = null;
for (let round = 0; round < 20; round++) {
  const l = build(100_000);
  if (round === 10) kept = l;
}
let sum = 0;
for (let n = kept; n; n = n.next) sum += n.v;
console.log(sum);
const long = build(1_000_000);
let count = 0;
for (let n = long; n; n = n.next) count++;
console.log(count);

// Binary trees made and walked, with one long-lived tree (the binary-trees benchmark).
class Tree {
  constructor(
    readonly l: Tree | null,
    readonly r: Tree | null,
  ) {}
  check(): number {
    return this.l ? 1 + this.l.check() + this.r!.check() : 1;
  }
}
const make = (d: number): Tree => (d === 0 ? new Tree(null, null) : new Tree(make(d - 1), make(d - 1)));
const long = make(14);
for (let d = 4; d <= 12; d += 4) {
  let c = 0;
  const n = 1 << (14 - d);
  for (let i = 0; i < n; i++) c += make(d).check();
  console.log(n, d, c);
}
console.log(long.check());

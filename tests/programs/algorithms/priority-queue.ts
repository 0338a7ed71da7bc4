// A generic binary heap with a comparator; equal priorities leave in the order they came.
class PriorityQueue<T> {
  #items: { v: T; n: number }[] = [];
  #n = 0;
  constructor(private readonly compare: (a: T, b: T) => number) {}
  get size(): number {
    return this.#items.length;
  }
  #less(i: number, j: number): boolean {
    const a = this.#items[i]!,
      b = this.#items[j]!;
    const c = this.compare(a.v, b.v);
    return c < 0 || (c === 0 && a.n < b.n);
  }
  #swap(i: number, j: number): void {
    [this.#items[i], this.#items[j]] = [this.#items[j]!, this.#items[i]!];
  }
  push(v: T): this {
    let i = this.#items.push({ v, n: this.#n++ }) - 1;
    while (i > 0) {
      const p = (i - 1) >> 1;
      if (!this.#less(i, p)) break;
      this.#swap(i, p);
      i = p;
    }
    return this;
  }
  pop(): T | undefined {
    const top = this.#items[0];
    const last = this.#items.pop();
    if (top === undefined || last === undefined) return undefined;
    if (this.#items.length > 0) {
      this.#items[0] = last;
      let i = 0;
      for (;;) {
        let m = i;
        for (const c of [2 * i + 1, 2 * i + 2]) if (c < this.size && this.#less(c, m)) m = c;
        if (m === i) break;
        this.#swap(i, m);
        i = m;
      }
    }
    return top.v;
  }
  *[Symbol.iterator](): Generator<T> {
    while (this.size) yield this.pop()!;
  }
}
const q = new PriorityQueue<{ p: number; name: string }>((a, b) => a.p - b.p);
'the quick brown fox jumps over the lazy dog'
  .split(' ')
  .forEach((name, i) => q.push({ p: name.length, name: name + i }));
console.log([...q].map((x) => x.name).join(' '), q.pop(), q.size);
const nums = new PriorityQueue<number>((a, b) => b - a);
for (let i = 0; i < 1000; i++) nums.push((i * 7919) % 1009);
let ok = true,
  prev = Infinity;
for (const n of nums) {
  if (n > prev) ok = false;
  prev = n;
}
console.log(ok, prev);

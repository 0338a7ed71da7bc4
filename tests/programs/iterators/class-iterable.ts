// Iterable classes: linked list, tree, lazily mapped and zipped.
class List<T> implements Iterable<T> {
  #head: { v: T; next: any } | null = null;
  add(v: T): this {
    this.#head = { v, next: this.#head };
    return this;
  }
  [Symbol.iterator](): Iterator<T> {
    let n = this.#head;
    return {
      next: () => {
        if (!n) return { done: true, value: undefined };
        const v = n.v;
        n = n.next;
        return { done: false, value: v };
      },
    };
  }
}
const l = new List<number>().add(1).add(2).add(3);
console.log([...l].join(), Math.max(...l), Array.from(l, (x) => x * 2).join(), new Set(l).size);
const [first, ...others] = l;
console.log(first, others.join());
const zip = <A, B>(a: Iterable<A>, b: Iterable<B>): [A, B][] => {
  const out: [A, B][] = [];
  const ib = b[Symbol.iterator]();
  for (const x of a) {
    const r = ib.next();
    if (r.done) break;
    out.push([x, r.value]);
  }
  return out;
};
console.log(zip(l, 'ab').join(' '), Object.fromEntries(zip('xy', l)).x);

// A trie with insertion, prefix search and deletion.
class TrieNode {
  kids = new Map<string, TrieNode>();
  end = false;
}
class Trie {
  #root = new TrieNode();
  size = 0;
  add(w: string): void {
    let n = this.#root;
    for (const c of w) {
      let k = n.kids.get(c);
      if (!k) n.kids.set(c, (k = new TrieNode()));
      n = k;
    }
    if (!n.end) {
      n.end = true;
      this.size++;
    }
  }
  #find(p: string): TrieNode | undefined {
    let n: TrieNode | undefined = this.#root;
    for (const c of p) {
      n = n.kids.get(c);
      if (!n) return undefined;
    }
    return n;
  }
  has(w: string): boolean {
    return this.#find(w)?.end ?? false;
  }
  *withPrefix(p: string): Generator<string> {
    const start = this.#find(p);
    if (!start) return;
    const walk = function* (n: TrieNode, s: string): Generator<string> {
      if (n.end) yield s;
      for (const c of [...n.kids.keys()].sort()) yield* walk(n.kids.get(c)!, s + c);
    };
    yield* walk(start, p);
  }
  remove(w: string): boolean {
    const go = (n: TrieNode, i: number): boolean => {
      if (i === w.length) {
        if (!n.end) return false;
        n.end = false;
        this.size--;
        return true;
      }
      const c = w[i]!;
      const k = n.kids.get(c);
      if (!k || !go(k, i + 1)) return false;
      if (!k.end && k.kids.size === 0) n.kids.delete(c);
      return true;
    };
    return go(this.#root, 0);
  }
}
const t = new Trie();
for (const w of ['car', 'card', 'care', 'cat', 'dog', 'do', 'car', '']) t.add(w);
console.log(
  t.size,
  t.has('car'),
  t.has('ca'),
  t.has(''),
  [...t.withPrefix('car')].join(),
  [...t.withPrefix('')].length,
  [...t.withPrefix('x')].length,
);
console.log(
  t.remove('car'),
  t.remove('car'),
  t.remove('ca'),
  t.has('card'),
  t.size,
  [...t.withPrefix('c')].join(),
);

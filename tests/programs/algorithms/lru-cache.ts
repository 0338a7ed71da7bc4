// A least-recently-used cache, once over Map order and once over a doubly linked list.
class MapLru<K, V> {
  #m = new Map<K, V>();
  constructor(private cap: number) {}
  get(k: K): V | undefined {
    if (!this.#m.has(k)) return undefined;
    const v = this.#m.get(k)!;
    this.#m.delete(k);
    this.#m.set(k, v);
    return v;
  }
  set(k: K, v: V): void {
    this.#m.delete(k);
    this.#m.set(k, v);
    if (this.#m.size > this.cap) this.#m.delete(this.#m.keys().next().value as K);
  }
  keys(): K[] {
    return [...this.#m.keys()];
  }
}
interface Entry<K, V> {
  k: K;
  v: V;
  prev: Entry<K, V> | null;
  next: Entry<K, V> | null;
}
class ListLru<K, V> {
  #m = new Map<K, Entry<K, V>>();
  #old: Entry<K, V> | null = null;
  #new: Entry<K, V> | null = null;
  constructor(private cap: number) {}
  #unlink(e: Entry<K, V>): void {
    if (e.prev) e.prev.next = e.next;
    else this.#old = e.next;
    if (e.next) e.next.prev = e.prev;
    else this.#new = e.prev;
  }
  #append(e: Entry<K, V>): void {
    e.prev = this.#new;
    e.next = null;
    if (this.#new) this.#new.next = e;
    else this.#old = e;
    this.#new = e;
  }
  get(k: K): V | undefined {
    const e = this.#m.get(k);
    if (!e) return undefined;
    this.#unlink(e);
    this.#append(e);
    return e.v;
  }
  set(k: K, v: V): void {
    const had = this.#m.get(k);
    if (had) this.#unlink(had);
    const e = { k, v, prev: null, next: null };
    this.#append(e);
    this.#m.set(k, e);
    if (this.#m.size > this.cap) {
      const dead = this.#old!;
      this.#unlink(dead);
      this.#m.delete(dead.k);
    }
  }
  keys(): K[] {
    const out: K[] = [];
    for (let e = this.#old; e; e = e.next) out.push(e.k);
    return out;
  }
}
const a = new MapLru<number, string>(4),
  b = new ListLru<number, string>(4);
let same = true;
for (let i = 0; i < 2000; i++) {
  const k = (i * i + 3 * i) % 11;
  if (i % 3) {
    a.set(k, `v${i}`);
    b.set(k, `v${i}`);
  } else if (a.get(k) !== b.get(k)) same = false;
  if (a.keys().join() !== b.keys().join()) same = false;
}
console.log(
  same,
  a.keys().join(),
  b
    .keys()
    .map((k) => b.get(k))
    .join(),
);

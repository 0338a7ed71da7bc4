// Subclasses of Map and Set: the constructor goes through an overridden set/add.
class DefaultMap<K, V> extends Map<K, V> {
  constructor(private make: () => V) {
    super();
  }
  override get(k: K): V {
    let v = super.get(k);
    if (v === undefined) this.set(k, (v = this.make()));
    return v!;
  }
}
const m = new DefaultMap<string, number[]>(() => []);
m.get('a').push(1);
m.get('a').push(2);
m.get('b');
console.log(m.size, m.get('a').join(), m instanceof Map);
class Lower extends Set<string> {
  override add(v: string): this {
    return super.add(v.toLowerCase());
  }
}
const s = new Lower(['A', 'a', 'B']);
console.log(s.size, [...s].join());

// Spread and for-of use Symbol.iterator as it is now, also on arrays with an own one.
const a: any = [1, 2, 3];
a[Symbol.iterator] = function* () {
  yield 'own';
};
console.log([...a].join(), Array.from(a).join(), Math.max.apply(null, a), a.map((x: number) => x).join());
const [first] = a;
console.log(first);
delete a[Symbol.iterator];
console.log([...a].join());
class Rev extends Array<number> {
  override *[Symbol.iterator](): Generator<number, undefined> {
    for (let i = this.length - 1; i >= 0; i--) yield this[i]!;
    return undefined;
  }
}
const r = Rev.from([1, 2, 3]) as Rev;
console.log([...r].join(), r.join());

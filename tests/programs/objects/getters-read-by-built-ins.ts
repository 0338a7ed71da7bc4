// Getters that only built-ins run, under names that nobody writes: enumeration and then a read by that name.
const id = (x: any): any => x;
let calls = 0;
function make(): any {
  return id({
    get one() {
      calls++;
      return { get two() { return [3]; } };
    },
    get [`computed ${calls}`]() {
      return 'computed';
    },
    set only(_v: number) {
      calls += 100;
    },
  });
}
class Point {
  get x(): number {
    return 4;
  }
  toJSON(): unknown {
    return { x: this.x };
  }
}
console.log(JSON.stringify(make()), JSON.stringify([new Point(), make()], null, 1));
console.log(Object.entries(make()), Object.values(make()));
console.log({ ...make() }, Object.assign({}, make()), structuredClone({ a: { ...make() } }));
const defined = Object.defineProperty({}, 'hidden', { get: () => 'seen', enumerable: true });
console.log(JSON.stringify(defined), Object.entries(id(defined)));
const list: any = id([1, 2]);
Object.defineProperty(list, 'extra', { get: () => 'more', enumerable: true });
console.log(JSON.stringify(list), Object.entries(list), { ...list });
const target: any = id({ set given(v: unknown) { console.log('given', v); } });
Object.assign(target, { given: 5 });
console.log(make(), [make()], defined, calls);
console.table([make(), { one: 1 }], ['one']);
const { one, ...rest } = make();
console.log(JSON.stringify(one), rest);
for (const key in make()) console.log(key, JSON.stringify(make()[key]));
console.log(Object.fromEntries(Object.entries(make()).map(([k, v]) => [k, typeof v])), calls);
console.log('%o %j', defined, make(), Reflect.get(make(), 'one'));

// Object rest copies own enumerable properties, symbols too, calls getters, keeps the order, drops the prototype.
class P {
  own = 1;
  get inherited() {
    return 2;
  }
}
const sym = Symbol('s');
let gets = 0;
const o = Object.assign(new P(), {
  [sym]: 3,
  z: 4,
  1: 5,
  get g() {
    return 0;
  },
});
Object.defineProperty(o, 'hidden', { value: 6, enumerable: false });
Object.defineProperty(o, 'counted', { get: () => ++gets, enumerable: true });
const { z, ...rest } = o as any;
console.log(z, Object.keys(rest).join(), rest[sym], rest.hidden, rest.inherited, gets, rest.counted, gets);
console.log(Object.getPrototypeOf(rest) === Object.prototype);
const { ...chars } = 'ab' as any;
console.log(JSON.stringify(chars), JSON.stringify({ ...([9, 8] as any) }));

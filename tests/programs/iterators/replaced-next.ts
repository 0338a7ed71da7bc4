// A `next` that the program puts in place of that of Sets' iterators, and a `return` that it gives to those of Maps.
const set = new Set([1, 2]);
function sum(): number {
  let out = 0;
  for (const n of set) out += n;
  return out;
}
console.log(sum());
const prototype = Object.getPrototypeOf(set.values());
const { next } = prototype;
let calls = 0;
prototype.next = function (this: unknown): unknown {
  calls++;
  return next.call(this);
};
console.log(sum(), calls);
prototype.next = next;

const map = new Map([[1, 'a']]);
Object.getPrototypeOf(map.values()).return = function (): object {
  console.log('returned');
  return {};
};
for (const value of map.values()) {
  console.log(value);
  break;
}

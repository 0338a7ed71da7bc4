// Literals with the same properties, each with an accessor of its own.
const a = {
  get x() {
    return 1;
  },
};
const b = {
  get x() {
    return 'two';
  },
};
let stored: unknown;
const c = {
  get x() {
    return [3];
  },
  set x(value) {
    stored = value;
  },
};
function read(o: { readonly x: unknown }): unknown {
  return o.x;
}
console.log(read(a), read(b), read(c));
const list: { readonly x: unknown }[] = [a, b, c];
for (const each of list) console.log(each.x);
c.x = [4, 5];
console.log(stored);

const counters = [0, 10].map((start) => {
  let count = start;
  return start === 0
    ? {
        get next() {
          count++;
          return count;
        },
      }
    : {
        get next() {
          count += 10;
          return `${count}`;
        },
      };
});
console.log(counters.map((counter) => counter.next), counters[1].next);

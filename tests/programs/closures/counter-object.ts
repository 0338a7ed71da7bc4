// Private state through closures; each call of the factory has its own.
function counter(step = 1) {
  let n = 0;
  return {
    next: () => (n += step),
    get value() {
      return n;
    },
    reset() {
      n = 0;
    },
  };
}
const a = counter();
const b = counter(5);
a.next();
a.next();
b.next();
console.log(a.value, b.value);
a.reset();
console.log(a.value, b.value, a.next === counter().next);

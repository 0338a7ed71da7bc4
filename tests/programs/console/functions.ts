// Functions show their name and kind, classes what they extend.
function plain(): void {}
const bag = Object.assign(() => 0, { a: 1 });
console.log(
  plain,
  () => 0,
  async () => 0,
  function* g() {},
  async function* ag() {},
  async function af() {},
  Math.max,
);
console.log([plain, () => 0], { f: plain, bag }, bag, Object, class A extends Object {});

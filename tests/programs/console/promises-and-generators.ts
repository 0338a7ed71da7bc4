// Promises show their state, generators what they are.
console.log(Promise.resolve(5), new Promise(() => {}), Promise.resolve({ a: 1 }), (async () => 'x')());
const rejected = Promise.reject(3);
rejected.catch(() => {});
console.log(rejected);
console.log(
  (function* () {})(),
  (async function* () {})(),
  [Promise.resolve([1])],
  globalThis === global,
  Math,
  JSON,
);

// require() of an ES module gives its namespace, after it and what it imports have run.
console.log('before');
const ns = require('./module.mjs');
console.log(ns.value, ns.default, ns.__esModule, Object.keys(ns).join(), ns[Symbol.toStringTag]);
ns.up();
console.log(ns.value, require('./module.mjs') === ns);
const { plain } = require('./plain.mjs');
console.log(plain, require('./plain.mjs').__esModule);
try {
  require('./failing.mjs');
} catch (error) {
  console.log(error.message);
}
try {
  require('./failing.mjs');
} catch (error) {
  console.log('again', error.message);
}
try {
  require('./waiting.mjs');
} catch (error) {
  console.log(error.code);
}

// Wrappers for several kinds of modules find that this is CommonJS.
const { add } = require('./classic');
const factory = require('./with-require');
const global = require('./global-or-module');
console.log(add(1, 2), factory.twice(4), global.name, typeof define);

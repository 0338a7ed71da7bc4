console.log('b starting');
exports.done = false;
const a = require('./a.js');
console.log('in b, a.done = %j', a.done);
exports.seen = Object.keys(a).join();
exports.later = () => a.added;
exports.done = true;
console.log('b done');

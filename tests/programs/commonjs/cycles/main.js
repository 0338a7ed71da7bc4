// Node docs, "Cycles": who is required while it runs gives what it has exported so far.
console.log('main starting');
const a = require('./a.js');
const b = require('./b.js');
console.log('in main, a.done = %j, b.done = %j', a.done, b.done);
console.log(b.seen, b.later());
const { Leaf } = require('./tree');
console.log(new Leaf().describe(), new Leaf().parentName());

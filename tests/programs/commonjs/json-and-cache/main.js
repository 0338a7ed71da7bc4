// JSON is required as a value, once; modules run once, and what the cache has is what they gave.
const data = require('./data.json');
const again = require('./data');
console.log(data === again, data.list.length, data.nested.deep, Object.keys(data).join());
data.changed = true;
console.log(require('./data.json').changed, require('./list.json')[1]);

console.log(require('./counter').count(), require('./counter.js').count(), require('./sub/../counter').count());
console.log(require('./counter') === require('./counter'));
console.log(require('./directory').name, require('./directory/').name, require('./both').name, require('./both/').name);
console.log(require.resolve('./counter').endsWith('/counter.js'), require.resolve('events'), require.resolve('node:util'));

// `module` and `require` as objects: the cache, children, replaced modules, a require that is passed on.
const path = require.resolve('./counted');
console.log(Object.keys(require.cache).length, path in require.cache);
const first = require('./counted');
console.log(path in require.cache, require.cache[path].exports === first, require.cache[path].loaded);
delete require.cache[path];
const second = require('./counted');
console.log(first === second, first.run, second.run);
require.cache[path] = { id: 'mock', exports: { run: 'mocked' }, loaded: true };
console.log(require('./counted').run);
delete require.cache[path];

const parent = require('./parent');
console.log(parent.children, module.children.map((child) => child.id.split('/').pop()).join());
console.log(typeof require.cache, typeof require.resolve, require.main === module, Object.getPrototypeOf(require.cache));
console.log(call(require, './passed-on').value, module.require('./passed-on').value);
function call(require, name) {
  return require(name);
}
console.log(require.name, require.length, typeof require.resolve.paths);

// What Node's wrapper gives to a module: exports, require, module, __filename, __dirname, and `this`.
console.log(this === module.exports, this === exports, typeof require, typeof module, typeof exports);
console.log(__filename.endsWith('/main.js'), __filename.startsWith(__dirname), __dirname.endsWith('/'));
console.log(require.main === module, module.id, module.loaded, module.filename === __filename);
console.log(module.path === __dirname, module.paths[0] === `${__dirname}/node_modules`, module.parent);

const arrow = () => this;
console.log(arrow() === exports);
this.fromThis = 1;
exports.fromExports = 2;
console.log(Object.keys(module.exports).join());

const other = require('./other');
console.log(other.isMain, other.parentIsMain, other.id === other.filename, other.wasLoaded, other.isLoaded());
console.log(module.children.length, module.children[0].exports === other, require.main.children[0].loaded);

const own = require('./names-of-its-own');
console.log(own);

module.exports = { replaced: true };
console.log(exports.replaced, module.exports.replaced, this === module.exports);

// Packages in node_modules: main, exports with conditions, directories, subpaths, scopes, nested and shared packages, their own imports.
console.log(require('with-main').name, require('with-index').name, require('no-extension').name);
console.log(require('conditional').how, require('conditional/feature').how, require('conditional/data.json').version);
console.log(require('@scope/pkg').name, require('@scope/pkg/lib/sub').name, require('@scope/pkg/lib/sub.js').name);
console.log(require('nested').version, require('nested-user').version, require('nested-user').viaPackage);
console.log(require('internal').secret, require('self').own, require('main-is-directory').name);
try {
  require('conditional/hidden');
} catch (error) {
  console.log(error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' || error.code === 'MODULE_NOT_FOUND');
}
const { EventEmitter } = require('events');
const events = require('node:events');
const util = require('util');
console.log(events.EventEmitter === EventEmitter, util.format('%s-%d', 'a', 1), typeof events.once);
const emitter = new EventEmitter();
emitter.on('x', (value) => console.log('emitted', value));
emitter.emit('x', 5);

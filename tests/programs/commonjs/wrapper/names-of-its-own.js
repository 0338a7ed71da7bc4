// The wrapper's names are parameters: they may be assigned, and declared again.
var exports = (module.exports = { own: 'exports' });
var require = (name) => `not ${name}`;
function __filename() {
  return 'function';
}
exports.required = require('fs');
exports.filename = __filename();

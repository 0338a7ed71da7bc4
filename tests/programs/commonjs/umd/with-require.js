(function (factory) {
  if (typeof module === 'object' && typeof module.exports === 'object') {
    var v = factory(require, exports);
    if (v !== undefined) module.exports = v;
  }
})(function (require, exports) {
  'use strict';
  const classic_1 = require('./classic');
  exports.twice = (n) => classic_1.add(n, n);
});

(function (root, factory) {
  if (typeof define === 'function' && define.amd) {
    define(['exports'], factory);
  } else if (typeof exports === 'object') {
    factory(exports);
  } else {
    factory((root.classic = {}));
  }
})(this, function (exports) {
  'use strict';
  exports.add = function (a, b) {
    return a + b;
  };
});

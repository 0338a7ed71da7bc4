'use strict';
exports.whoAmI = function () {
  return this === undefined ? 'undefined' : typeof this;
};
exports.readGlobal = () => madeByFunction;
exports.assign = () => {
  try {
    undeclared = 1;
    return 'assigned';
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};

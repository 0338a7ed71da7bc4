exports.factor = 2;
exports.double = function (n) {
  return n * (this === undefined || this === globalThis ? 20 : this.factor);
};
exports.useOther = function (n) {
  return this.double(n) + 1;
};
exports.self = function () {
  return this;
};

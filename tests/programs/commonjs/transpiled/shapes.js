'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.counter = exports.unit = exports.Square = void 0;
exports.describe = describe;
exports.increment = increment;
exports.unit = 'cm';
exports.counter = 0;
class Square {
  constructor(side) {
    this.side = side;
  }
  area() {
    return this.side * this.side;
  }
}
exports.Square = Square;
function describe(shape) {
  return `${shape.area()} ${exports.unit}²`;
}
function increment() {
  exports.counter++;
}

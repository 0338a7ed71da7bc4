// A JavaScript module runs as it is.
const square = (x) => x * x;
class Point {
  x = 1;
  #y = 2;
  sum() {
    return this.x + this.#y;
  }
}
console.log(square(7), new Point().sum(), typeof module, typeof require);
try {
  undeclared = 1;
} catch (error) {
  console.log(error.name, error.message);
}

class Node {
  describe() {
    return `a ${this.name}`;
  }
}
module.exports.Node = Node;
const { Leaf } = require('./leaf');
module.exports.Leaf = Leaf;

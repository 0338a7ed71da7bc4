const tree = require('./tree');
class Leaf extends tree.Node {
  get name() {
    return 'leaf';
  }
  parentName() {
    return tree.Leaf === Leaf ? tree.Node.name : 'unknown';
  }
}
exports.Leaf = Leaf;

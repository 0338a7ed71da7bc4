/**
 * A balanced search tree with parent links (Cormen, Leiserson, Rivest, Stein: Introduction to Algorithms, chapter 13, with the
 * removal of its first editions): the data structure of the CD problem.
 */

/** What can be a key. */
export interface Comparable<Self> {
  /** Negative, zero or positive. */
  compareTo(other: Self): number;
}

type Colour = 'red' | 'black';

class Node<Key, Value> {
  readonly key: Key;
  value: Value;
  left: Node<Key, Value> | null = null;
  right: Node<Key, Value> | null = null;
  parent: Node<Key, Value> | null;
  colour: Colour = 'red';

  constructor(key: Key, value: Value, parent: Node<Key, Value> | null) {
    this.key = key;
    this.value = value;
    this.parent = parent;
  }
}

type Side = 'left' | 'right';

function minimum<Key, Value>(root: Node<Key, Value>): Node<Key, Value> {
  let node = root;
  while (node.left !== null) node = node.left;
  return node;
}

function successor<Key, Value>(of: Node<Key, Value>): Node<Key, Value> | null {
  if (of.right !== null) return minimum(of.right);
  let node = of;
  let { parent } = node;
  while (parent !== null && node === parent.right) {
    node = parent;
    parent = node.parent;
  }
  return parent;
}

function isBlack<Key, Value>(node: Node<Key, Value> | null): boolean {
  return node === null || node.colour === 'black';
}

/** What the invariants of the tree say is there. */
function present<Value>(value: Value | null): Value {
  if (value === null) throw new Error('the tree is not balanced');
  return value;
}

/** A map in the order of its keys. */
export class RedBlackTree<Key extends Comparable<Key>, Value> {
  #root: Node<Key, Value> | null = null;

  get(key: Key): Value | undefined {
    return this.#find(key)?.value;
  }

  /** Sets a key's value; the one that it had. */
  put(key: Key, value: Value): Value | undefined {
    let parent: Node<Key, Value> | null = null;
    let order = 0;
    for (let node = this.#root; node !== null; node = order < 0 ? node.left : node.right) {
      parent = node;
      order = key.compareTo(node.key);
      if (order === 0) {
        const old = node.value;
        node.value = value;
        return old;
      }
    }
    const node = new Node(key, value, parent);
    if (parent === null) this.#root = node;
    else if (order < 0) parent.left = node;
    else parent.right = node;
    this.#balanceInserted(node);
    return undefined;
  }

  /** Removes a key; the value that it had. */
  remove(key: Key): Value | undefined {
    const node = this.#find(key);
    if (node === null) return undefined;
    // The node to be unlinked has one child at most: it, or its successor, which then takes its place.
    const unlinked = node.left === null || node.right === null ? node : present(successor(node));
    const child = unlinked.left ?? unlinked.right;
    const { parent } = unlinked;
    if (child !== null) child.parent = parent;
    this.#replace(unlinked, child);
    if (unlinked.colour === 'black') this.#balanceRemoved(child, parent);
    if (unlinked !== node) this.#takePlace(unlinked, node);
    return node.value;
  }

  /** In the order of the keys. */
  forEach(callback: (key: Key, value: Value) => void): void {
    if (this.#root === null) return;
    for (let node: Node<Key, Value> | null = minimum(this.#root); node !== null; node = successor(node)) {
      callback(node.key, node.value);
    }
  }

  #find(key: Key): Node<Key, Value> | null {
    let node = this.#root;
    while (node !== null) {
      const order = key.compareTo(node.key);
      if (order === 0) return node;
      node = order < 0 ? node.left : node.right;
    }
    return null;
  }

  #balanceInserted(inserted: Node<Key, Value>): void {
    let node = inserted;
    while (node.parent !== null && node.parent.colour === 'red') {
      const grandparent = present(node.parent.parent);
      const side: Side = node.parent === grandparent.left ? 'left' : 'right';
      const other: Side = side === 'left' ? 'right' : 'left';
      const uncle = grandparent[other];
      if (uncle !== null && uncle.colour === 'red') {
        node.parent.colour = 'black';
        uncle.colour = 'black';
        grandparent.colour = 'red';
        node = grandparent;
        continue;
      }
      if (node === node.parent[other]) {
        node = node.parent;
        this.#rotate(node, side);
      }
      const parent = present(node.parent);
      parent.colour = 'black';
      grandparent.colour = 'red';
      this.#rotate(grandparent, other);
    }
    present(this.#root).colour = 'black';
  }

  #balanceRemoved(child: Node<Key, Value> | null, childsParent: Node<Key, Value> | null): void {
    let node = child;
    let parent = childsParent;
    while (parent !== null && isBlack(node)) {
      const side: Side = node === parent.left ? 'left' : 'right';
      const other: Side = side === 'left' ? 'right' : 'left';
      let sibling = present(parent[other]);
      if (sibling.colour === 'red') {
        sibling.colour = 'black';
        parent.colour = 'red';
        this.#rotate(parent, side);
        sibling = present(parent[other]);
      }
      if (isBlack(sibling.left) && isBlack(sibling.right)) {
        sibling.colour = 'red';
        node = parent;
        parent = node.parent;
        continue;
      }
      if (isBlack(sibling[other])) {
        present(sibling[side]).colour = 'black';
        sibling.colour = 'red';
        this.#rotate(sibling, other);
        sibling = present(parent[other]);
      }
      sibling.colour = parent.colour;
      parent.colour = 'black';
      present(sibling[other]).colour = 'black';
      this.#rotate(parent, side);
      node = this.#root;
      parent = null;
    }
    if (node !== null) node.colour = 'black';
  }

  /** Turns a node down to a side; its child of the other side comes up. */
  #rotate(node: Node<Key, Value>, side: Side): void {
    const other: Side = side === 'left' ? 'right' : 'left';
    const risen = present(node[other]);
    const moved = risen[side];
    node[other] = moved;
    if (moved !== null) moved.parent = node;
    risen.parent = node.parent;
    this.#replace(node, risen);
    risen[side] = node;
    node.parent = risen;
  }

  /** Links a node, or nothing, to its parent where another one was. */
  #replace(node: Node<Key, Value>, by: Node<Key, Value> | null): void {
    const { parent } = node;
    if (parent === null) this.#root = by;
    else if (node === parent.left) parent.left = by;
    else parent.right = by;
  }

  #takePlace(node: Node<Key, Value>, of: Node<Key, Value>): void {
    this.#replace(of, node);
    node.parent = of.parent;
    node.colour = of.colour;
    node.left = of.left;
    node.right = of.right;
    if (node.left !== null) node.left.parent = node;
    if (node.right !== null) node.right.parent = node;
  }
}

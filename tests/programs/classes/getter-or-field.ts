// A property that is a field of some classes and an accessor of others, read and written in one place.
abstract class Shape {
  abstract readonly area: number;
  abstract label: string;
}
class Square extends Shape {
  readonly area: number;
  label = 'square';
  constructor(side: number) {
    super();
    this.area = side * side;
  }
}
class Circle extends Shape {
  readonly radius: number;
  #label = 'circle';
  constructor(radius: number) {
    super();
    this.radius = radius;
  }
  override get area(): number {
    return 3 * this.radius ** 2;
  }
  override get label(): string {
    return this.#label;
  }
  override set label(text: string) {
    this.#label = `(${text})`;
  }
}
class Missing extends Shape {
  declare readonly area: number;
  declare label: string;
}
class Broken extends Shape {
  override get area(): number {
    throw new Error('no area');
  }
  override get label(): string {
    return 'broken';
  }
  override set label(text: string) {
    throw new Error(`no label ${text}`);
  }
}
const shapes: Shape[] = [new Square(3), new Circle(2), new Missing()];
for (const shape of shapes) console.log(shape.area, shape.label);
for (const shape of [new Circle(1), new Broken()] as Shape[]) {
  try {
    shape.label = 'new';
    console.log(shape.label, shape.area);
  } catch (error) {
    console.log(String(error));
  }
}
for (const shape of shapes) {
  shape.label = 'renamed';
  console.log(shape.label);
}
class Node {
  #parent: Node | undefined;
  children = 0;
  get parent(): Node | undefined {
    return this.#parent;
  }
  set parent(parent: Node) {
    this.#parent = parent;
    parent.children++;
  }
}
const root = new Node();
const leaf = new Node();
leaf.parent = root;
const key: string = Math.random() < 2 ? 'parent' : 'children';
(leaf as unknown as Record<string, Node>)[key] = root;
leaf['parent'] = root;
console.log(root.children, leaf.parent === root);

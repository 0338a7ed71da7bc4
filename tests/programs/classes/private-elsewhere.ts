// A method with private members that is called on objects of other kinds first: those are refused, and its own have their members where they are.
class Box {
  #state = 'empty';
  #list: number[] | undefined;
  add(value: number): string {
    this.#list ??= [];
    this.#list.push(value);
    this.#state = `${this.#list.length} of ${this.#list.join()}`;
    return this.#state;
  }
}
function named(): void {}
const { add } = Box.prototype;
const receivers: unknown[] = [named, { list: 1 }, new Error('none'), () => 1, [1], new Box(), null, Box];
for (const receiver of [...receivers, ...receivers]) {
  try {
    console.log(add.call(receiver as Box, 7));
  } catch (error) {
    console.log((error as Error).name);
  }
}
const props = Object.create(Box.prototype, { size: { value: 3, enumerable: true } });
console.log(props.size, Object.keys(Object.defineProperties({}, { a: { get: () => 1, enumerable: true }, b: { value: 2 } })));

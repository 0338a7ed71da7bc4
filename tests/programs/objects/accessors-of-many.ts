// Objects that are made in one place and get accessors of the same name in others: each keeps its own.
function make(): Record<string, unknown> {
  return {};
}

const first = make();
const second = make();
let stored = 'nothing';
Object.defineProperty(first, 'value', { get: () => 'first', set: (value: string) => (stored = `first ${value}`) });
Object.defineProperty(second, 'value', { get: () => 'second', set: (value: string) => (stored = `second ${value}`) });

for (const each of [first, second]) {
  console.log(each.value);
  each.value = 'text';
  console.log(stored);
}

class Cell {
  declare readonly twice: number;
  declare log: { text: string };
}

const logged: string[] = [];
function withAccessors(n: number): Cell {
  const cell = new Cell();
  if (n % 2 === 0) {
    Object.defineProperty(cell, 'twice', { get: () => n * 2 });
    Object.defineProperty(cell, 'log', { set: ({ text }: { text: string }) => void logged.push(`even ${text}`) });
  } else {
    Object.defineProperty(cell, 'twice', { get: () => `odd ${n}` });
    Object.defineProperty(cell, 'log', { set: (entry: { text: string }) => void logged.push(`odd ${entry.text.length}`) });
  }
  return cell;
}

for (let n = 0; n < 4; n++) {
  const cell = withAccessors(n);
  cell.log = { text: `number ${n}` };
  console.log(cell.twice);
}
console.log(logged);

const literals = [1, 2, 3].map((n) => (n === 2 ? { get size() { return n; } } : { get size() { return n * 10; }, n }));
console.log(literals.map(({ size }) => size));

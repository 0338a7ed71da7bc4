/**
 * A program to be looked at by debuggers: tests/debugger.test.ts stops at the lines that end in `// @ name`, so that
 * numbers of lines stand nowhere else.
 */
import { Store, total } from './debugging/store.ts';

interface Item {
  readonly name: string;
  readonly price: number;
  readonly tags: readonly string[];
}

function describe(item: Item, count: number): string {
  const isCheap = item.price < 10;
  const label = `${item.name} x${count}`;
  let words = [label];
  for (const tag of item.tags) {
    const word = isCheap ? tag : tag.toUpperCase();
    words = [...words, word]; // @ loop
  }
  const text = words.join(' ');
  return text; // @ describe
}

async function later(value: number): Promise<number> {
  const before = value * 2;
  const got = await Promise.resolve(before + 0.5);
  return got + before; // @ later
}

const store = new Store('corner');
const items: Item[] = [
  { name: 'tea', price: 4.5, tags: ['hot', 'green'] },
  { name: 'lamp', price: 30, tags: [] },
];
const counts = new Map<string, number>();
const seen: (boolean | null | undefined)[] = [true, null, undefined, false];
seen.length = 5;
const levels: (number | undefined)[] = [0.5, undefined];
levels.length = 3;
const places = [3, -4];
const firsts = (): string => `${seen[0]} ${levels[0]} ${places[0]}`;
let calls = 0;
const count = (name: string): number => {
  calls++;
  counts.set(name, (counts.get(name) ?? 0) + calls);
  return calls; // @ closure
};
for (const item of items) {
  store.add(item.name, item.price);
  count(item.name);
}
console.log(describe(items[0] ?? { name: '', price: 0, tags: [] }, 3));
console.log(total(store), counts.size);
console.log(await later(20.25), firsts());

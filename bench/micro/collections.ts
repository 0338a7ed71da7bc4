/** Map and Set, with text and with integers as keys; objects as dictionaries; sorting. */
import { type MicroCase, makeWords } from './micro-case.ts';

const WORDS = makeWords(20_000);
const NUMBERS = Array.from({ length: 50_000 }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 8);
const DOUBLES = NUMBERS.map((value) => value / 7);

function countWords(): number {
  const counts = new Map<string, number>();
  for (const word of WORDS) counts.set(word, (counts.get(word) ?? 0) + 1);
  let sum = 0;
  for (const [word, count] of counts) sum += word.length * count;
  return sum + counts.size;
}

function builtKeys(): number {
  const map = new Map<string, number>();
  for (let i = 0; i < 20_000; i++) map.set(`key-${i}`, i);
  let sum = 0;
  for (let i = 0; i < 20_000; i++) sum += map.get(`key-${i}`) ?? 0;
  return sum;
}

function integerKeys(): number {
  const map = new Map<number, number>();
  for (const value of NUMBERS) map.set(value, value & 0xff);
  let sum = 0;
  for (const value of NUMBERS) sum += map.get(value) ?? 0;
  return sum + map.size;
}

function deleteKeys(): number {
  const map = new Map<number, number>();
  for (let i = 0; i < 50_000; i++) map.set(i, i);
  for (let i = 0; i < 50_000; i += 2) map.delete(i);
  return map.size;
}

function objectKeys(): number {
  const first = { name: 'a' };
  const map = new Map<object, number>([[first, 1]]);
  const objects = NUMBERS.slice(0, 10_000).map((value) => ({ value }));
  for (const object of objects) map.set(object, object.value);
  let sum = 0;
  for (const object of objects) sum += map.get(object) ?? 0;
  return sum;
}

function wordSet(): number {
  const words = new Set<string>();
  let repeated = 0;
  for (const word of WORDS) {
    if (words.has(word)) repeated++;
    words.add(word);
  }
  return words.size + repeated;
}

function integerSet(): number {
  const numbers = new Set<number>();
  for (const value of NUMBERS) numbers.add(value & 0x3fff);
  let sum = 0;
  for (const value of numbers) sum += value;
  return sum;
}

function dictionary(): number {
  const counts: Record<string, number> = {};
  for (const word of WORDS) counts[word] = (counts[word] ?? 0) + 1;
  return Object.keys(counts).length;
}

function sortNumbers(): number {
  const sorted = DOUBLES.toSorted((a, b) => a - b);
  return sorted[100] + sorted[sorted.length - 1];
}

function sortTyped(): number {
  const sorted = Float64Array.from(DOUBLES).sort();
  return sorted[100] + sorted[sorted.length - 1];
}

function sortWords(): number {
  const sorted = WORDS.toSorted();
  return sorted[100].length * 1000 + sorted[sorted.length - 1].length;
}

function sortObjects(): number {
  const objects = WORDS.map((word, i) => ({ word, i }));
  objects.sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : a.i - b.i));
  return objects[100].i;
}

export const COLLECTIONS: readonly MicroCase[] = [
  { name: 'Map, words counted', run: countWords },
  { name: 'Map, keys built', run: builtKeys },
  { name: 'Map, integers', run: integerKeys },
  { name: 'Map, integers deleted', run: deleteKeys },
  { name: 'Map, objects', run: objectKeys },
  { name: 'Set, words', run: wordSet },
  { name: 'Set, integers', run: integerSet },
  { name: 'object as dictionary', run: dictionary },
  { name: 'sort numbers', run: sortNumbers },
  { name: 'sort Float64Array', run: sortTyped },
  { name: 'sort words', run: sortWords },
  { name: 'sort objects', run: sortObjects },
];

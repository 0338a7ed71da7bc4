/** Allocates 10 GB: objects of 64 bytes and strings of about as many, of which the last 8,000 of each are kept (1 MB). */
const TOTAL_BYTES = 10 * 1024 * 1024 * 1024;
const EACH_BYTES = 64;
const KEPT = 8000;

interface Item {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
  readonly next: Item | undefined;
}

const items = new Array<Item | undefined>(KEPT).fill(undefined);
const texts = new Array<string>(KEPT).fill('');
const rounds = TOTAL_BYTES / (2 * EACH_BYTES);
for (let round = 0; round < rounds; round++) {
  const at = round % KEPT;
  items[at] = { a: round, b: at, c: 1.5 * round, d: 2, e: 3, f: 4, next: undefined };
  texts[at] = `a text of about forty characters, number ${round}`;
}
let sum = 0;
for (let at = 0; at < KEPT; at++) sum += (items[at]?.a ?? 0) + (texts[at] ?? '').length;
console.log(`allocated ${TOTAL_BYTES / 1e9} GB, ${sum}`);

/**
 * A steady load for a collector: records of some objects, strings and an array each, in a table of which so many bytes stay alive; each
 * operation replaces one at random. Prints how long the longest, the 99.9th percentile and so on of all short stretches took, and how many
 * operations a second there were. `node steady-load.ts MEGABYTES SECONDS [still]`; `still` does the same without allocating:
 * what the machine itself does to such a loop.
 */

interface Point {
  x: number;
  y: number;
}

class Item {
  readonly id: number;
  readonly name: string;
  readonly place: Point;
  tags: number[];
  next: Item | undefined;

  constructor(id: number, next: Item | undefined) {
    this.id = id;
    this.name = `item ${id}`;
    this.place = { x: id, y: -id };
    this.tags = [id, id + 1, id + 2];
    this.next = next;
  }
}

/** Bytes of an item with all that belongs to it, about. */
const ITEM_BYTES = 256;
const OPERATIONS = 8;
/** Stretches are counted by microseconds up to this. */
const LONGEST_US = 262_144;

const megabytes = Number(process.argv[2] ?? '4');
const seconds = Number(process.argv[3] ?? '5');
const isStill = process.argv[4] === 'still';

const items: Item[] = [];
const count = Math.floor((megabytes * 1_048_576) / ITEM_BYTES);
for (let i = 0; i < count; i++) items.push(new Item(i, undefined));

let state = 12345;
/** A number below `limit`. */
function random(limit: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return Math.floor(((state >>> 8) / 16_777_216) * limit);
}

/** Replaces an item, and hangs the old one's neighbour to it, so that older objects come to point to younger ones. */
function replace(id: number): void {
  const at = random(count);
  const made = new Item(id, items[random(count)]);
  made.next = undefined;
  const other = items[random(count)];
  if (other !== undefined) other.tags = made.tags;
  items[at] = made;
}

function touch(id: number): void {
  const item = items[random(count)];
  const other = items[random(count)];
  if (item !== undefined && other !== undefined) item.place.x = other.place.y + id;
}

const counts = new Uint32Array(LONGEST_US);

function run(lengthMs: number): number {
  let operations = 0;
  const begin = process.hrtime.bigint();
  let last = Number(process.hrtime.bigint() - begin);
  const end = last + lengthMs * 1e6;
  while (last < end) {
    for (let i = 0; i < OPERATIONS; i++) {
      if (isStill) touch(operations + i);
      else replace(operations + i);
    }
    operations += OPERATIONS;
    const now = Number(process.hrtime.bigint() - begin);
    const us = Math.min(LONGEST_US - 1, Math.round((now - last) / 1000));
    counts[us] = (counts[us] ?? 0) + 1;
    last = now;
  }
  return operations;
}

/** The least number of microseconds below which the share of all stretches lies. */
function percentile(share: number): number {
  let total = 0;
  for (const each of counts) total += each;
  let seen = 0;
  for (let us = 0; us < LONGEST_US; us++) {
    seen += counts[us] ?? 0;
    if (seen >= total * share) return us;
  }
  return LONGEST_US;
}

// What a just-in-time compiler has to do first isn't measured.
run(Math.min(1000, seconds * 200));
counts.fill(0);
const operations = run(seconds * 1000);
console.log(
  `p50 ${percentile(0.5)} p99 ${percentile(0.99)} p99.9 ${percentile(0.999)} p99.99 ${percentile(0.9999)} max ${percentile(1)} rate ${Math.round(operations / seconds)}`,
);

/** Arrays of booleans, with undefined, null and holes among them, take a byte an element (ECMA-262 23.1.3 for what their methods do). */

function show(name: string, array: readonly unknown[]): void {
  const parts: string[] = [];
  for (let i = 0; i < array.length; i++) parts.push(i in array ? String(array[i]) : 'hole');
  console.log(name, array.length, parts.join(' '));
}

function primes(size: number): number {
  const flags = new Array<boolean>(size).fill(true);
  let count = 0;
  for (let i = 2; i < size; i++) {
    if (!flags[i]) continue;
    count++;
    for (let k = i * 2; k < size; k += i) flags[k] = false;
  }
  return count;
}
console.log(primes(1000));

// Literals, constants and not.
const literal = [true, false, true, true, false];
show('literal', literal);
const computed = [literal[0] && literal[1], literal.length > 3, !literal[0]];
show('computed', computed);
const mixed: (boolean | null | undefined)[] = [true, undefined, null, false];
show('mixed', mixed);
console.log(mixed[0] === true, mixed[1] === undefined, mixed[2] === null, mixed[3] === false, mixed[1] ?? mixed[2] ?? 'none');
// biome-ignore lint/suspicious/noSparseArray: holes are what is asked for
const sparse: (boolean | undefined)[] = [true, , false];
show('sparse', sparse);
console.log(sparse[1], typeof sparse[1], sparse[1] === undefined, 1 in sparse, sparse.length);
sparse[1] = undefined;
show('sparse', sparse);

// Growing at both ends, and becoming shorter.
const queue: boolean[] = [];
for (let i = 0; i < 100; i++) queue.push(i % 3 === 0);
for (let i = 0; i < 40; i++) queue.shift();
show('shifted', queue);
for (let i = 0; i < 70; i++) queue.unshift(i % 5 === 0);
show('unshifted', queue);
for (let i = 0; i < 30; i++) queue.push(i % 2 === 0);
show('pushed', queue);
console.log(queue.pop(), queue.shift(), queue.length);
queue.length = 5;
show('shorter', queue);
queue.length = 9;
show('longer', queue);
queue[12] = true;
show('behind', queue);
for (let i = 0; i < 30; i++) queue.shift();
show('empty', queue);
queue[0] = false;
show('again', queue);

// Methods.
const flags = [true, false, false, true, true];
console.log(flags.indexOf(false), flags.lastIndexOf(true), flags.includes(false), flags.join());
console.log(flags.map((x) => !x).join(), flags.filter((x) => x).length, flags.some((x) => !x), flags.every((x) => x));
show('slice', flags.slice(1, 3));
show('splice', flags.splice(1, 2, true, true, false));
show('spliced', flags);
show('reversed', [...flags].reverse());
show('sorted', [...flags].sort());
show('concat', flags.concat([false, false]));
show('fill', new Array<boolean | undefined>(4).fill(true, 1, 3));
show('copyWithin', [true, false, false, false].copyWithin(1, 0, 2));
show('with', flags.with(0, false));
show('from', Array.from({ length: 4 }, (_, i) => i % 2 === 0));
show('of', Array.of(true, false));
show('flat', [[true], [false, true]].flat());
console.log(flags.findIndex((x) => !x), flags.findLast((x) => x), flags.at(-1), flags.at(9));
console.log(flags.reduce((n, x) => n + (x ? 1 : 0), 0));
console.log(JSON.stringify(flags), JSON.stringify(mixed), flags);
for (const [i, flag] of flags.entries()) console.log(i, flag);
const [first, , third = true, ...others] = flags;
console.log(first, third, others);
console.log(Math.max(...flags.map(Number)), [...new Set(flags)]);

// Who knows nothing of the array reads and writes other values, too.
function anything(array: unknown[], index: number, value: unknown): unknown {
  const before = array[index];
  array[index] = value;
  return before;
}
const loose: unknown[] = [true, false, null];
console.log(anything(loose, 1, undefined), anything(loose, 0, 'text'), anything(loose, 5, 1.5), anything(loose, 2, {}));
show('loose', loose);
const strict = [false, true];
console.log(anything(strict as unknown[], 0, true), anything(strict as unknown[], 2, null));
show('strict', strict);
const any: any = [true, false];
console.log(any[0], any[1], any[2], any['1'], any[-1]);
any[1] = 'x';
any.push(7);
show('any', any);

// Frozen ones keep what they have.
const frozen = Object.freeze([true, false]) as boolean[];
try {
  frozen[0] = false;
  console.log('stored');
} catch (error) {
  console.log((error as Error).message);
}
show('frozen', frozen);

class Board {
  readonly #rows = new Array<boolean>(8).fill(true);
  readonly seen: (boolean | undefined)[] = new Array(100);
  take(row: number): boolean {
    const free = this.#rows[row];
    this.#rows[row] = false;
    this.seen[row * 10] = free;
    return free;
  }
}
const board = new Board();
console.log(board.take(1), board.take(1), board.take(7), board.take(9));
show('seen', board.seen);
delete board.seen[10];
show('seen', board.seen);

function rest(...all: boolean[]): number {
  all[all.length] = false;
  let count = 0;
  for (const x of all) if (x) count++;
  return count;
}
console.log(rest(true, false, true), rest(), rest(...literal));

// Many at once, so that the collector meets them.
const many: boolean[][] = [];
for (let i = 0; i < 2000; i++) many.push(new Array<boolean>(i % 300).fill(i % 2 === 0));
let total = 0;
for (const array of many) for (const x of array) if (x) total++;
console.log(total);

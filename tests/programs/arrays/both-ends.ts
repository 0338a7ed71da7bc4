// Arrays that are changed at both ends, beside a model that moves every element: each kind of elements, lengths from nothing to thousands.
let seed = 12345;
function below(n: number): number {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return (seed >>> 8) % n;
}

interface Ends<T> {
  push(x: T): number;
  pop(): T | undefined;
  shift(): T | undefined;
  unshift(x: T): number;
}

/** A deque of two stacks: nothing of it is an array that shifts. */
class Model<T> implements Ends<T> {
  #slots = new Map<number, T>();
  #first = 0;
  #end = 0;
  get length(): number {
    return this.#end - this.#first;
  }
  at(i: number): T {
    return this.#slots.get(this.#first + i) as T;
  }
  push(x: T): number {
    this.#slots.set(this.#end++, x);
    return this.length;
  }
  pop(): T | undefined {
    if (this.length === 0) return undefined;
    return this.#take(--this.#end);
  }
  shift(): T | undefined {
    if (this.length === 0) return undefined;
    return this.#take(this.#first++);
  }
  unshift(x: T): number {
    this.#slots.set(--this.#first, x);
    return this.length;
  }
  #take(at: number): T {
    const x = this.#slots.get(at) as T;
    this.#slots.delete(at);
    return x;
  }
}

let differing = 0;
function compare<T>(name: string, array: T[], model: Model<T>): void {
  if (array.length !== model.length) differing++;
  for (let i = 0; i < array.length; i++) if (array[i] !== model.at(i)) differing++;
  if (differing > 0) {
    console.log(`${name} differs at length ${model.length}`);
    differing = 0;
  }
}

function run<T>(name: string, array: T[], make: (n: number) => T, bias: readonly number[], steps: number): void {
  const model = new Model<T>();
  let longest = 0;
  for (let step = 0; step < steps; step++) {
    const odds = bias[Math.floor((step * bias.length) / steps)] ?? 50;
    const grows = below(100) < odds;
    const front = below(2) === 0;
    if (grows) {
      const x = make(step);
      if ((front ? array.unshift(x) : array.push(x)) !== (front ? model.unshift(x) : model.push(x))) differing++;
    } else if ((front ? array.shift() : array.pop()) !== (front ? model.shift() : model.pop())) differing++;
    if (step % 977 === 0) {
      compare(name, array, model);
      if (array.length > 3) {
        const x = make(-step);
        const at = below(array.length);
        array[at] = x;
        for (let i = 0; i < at; i++) model.push(model.shift() as T);
        model.shift();
        model.unshift(x);
        for (let i = 0; i < at; i++) model.unshift(model.pop() as T);
      }
    }
    longest = Math.max(longest, array.length);
  }
  compare(name, array, model);
  console.log(name, longest, array.length, String(array[0]), String(array.at(-1)));
}

const tides = [70, 20, 90, 10, 55, 45, 80, 5];
run<number>('int32', [], (n) => n, tides, 20_000);
run<number>('double', [], (n) => n + 0.5, tides, 20_000);
run<string>('string', [], (n) => `s${n}`, tides, 20_000);
run<object>('object', [], (n) => ({ n, text: `${n}` }), tides, 20_000);
run<unknown>('mixed', [], (n) => (n % 3 === 0 ? n : n % 3 === 1 ? `m${n}` : { n }), tides, 20_000);
run<number | undefined>('undefined', [], (n) => (n % 2 === 0 ? undefined : n), tides, 20_000);

// Only at the front, only at the back, and from one end to the other.
function stack(length: number): number {
  const list: number[] = [];
  for (let i = 0; i < length; i++) list.unshift(i);
  let sum = 0;
  for (let i = 0; i < length; i++) sum += list.shift()! * (i % 7);
  return sum;
}
function queue(length: number, rounds: number): number {
  const list: { n: number }[] = [];
  for (let i = 0; i < length; i++) list.push({ n: i });
  let sum = 0;
  for (let i = 0; i < rounds; i++) {
    const first = list.shift()!;
    sum = (sum * 3 + first.n) % 1_000_003;
    list.push({ n: first.n + 1 });
  }
  return sum;
}
console.log(stack(10), stack(5000), queue(1, 100), queue(10, 5000), queue(17, 5000), queue(3000, 20_000));

// Several at once, and holes.
const several = [1, 2, 3, 4, 5];
console.log(several.unshift(-2, -1, 0), several.join());
console.log(several.splice(0, 4).join(), several.join(), several.length);
const long = Array.from({ length: 100 }, (_, i) => i);
console.log(long.splice(0, 40).length, long[0], long.length, long.unshift(7, 8), long[0], long[2], long.at(-1));
console.log(long.splice(0, 62).length, long.length, long.push(3), long.join());
const holes: (number | undefined)[] = new Array(30);
holes[29] = 29;
holes.shift();
holes.unshift(1);
holes.unshift(0);
holes.shift();
console.log(holes.length, 0 in holes, 1 in holes, 28 in holes, holes[29], Object.keys(holes).join());
for (let i = 0; i < 25; i++) holes.shift();
console.log(holes.length, Object.keys(holes).join(), holes.indexOf(29));

// What was shifted may be lengthened, shortened, sorted, spread and frozen.
const worn: number[] = [];
for (let i = 0; i < 200; i++) worn.push((i * 37) % 101);
for (let i = 0; i < 99; i++) worn.shift();
worn.length = 60;
worn.sort((a, b) => a - b);
worn[60] = 1.5;
console.log(worn.length, worn[0], worn[59], worn[60], [...worn].length, Math.max(...worn), worn.slice(-3).join());
worn.length = 0;
console.log(worn.length, worn.shift(), worn.push(4), worn[0]);
const frozen = Object.freeze([1, 2, 3]);
for (const change of [() => (frozen as number[]).shift(), () => (frozen as number[]).unshift(0)]) {
  try {
    change();
    console.log('no error');
  } catch (error) {
    console.log((error as Error).name, frozen.join());
  }
}

// Array-likes and subclasses take the general way.
class Line extends Array<number> {
  tag = 'line';
}
const line = new Line();
for (let i = 0; i < 50; i++) line.push(i);
for (let i = 0; i < 20; i++) line.shift();
line.unshift(-1);
console.log(line.length, line[0], line[1], line.at(-1), line.tag, line instanceof Line);
const like: { length: number; [n: number]: string } = { length: 2, 0: 'a', 1: 'b' };
console.log(Array.prototype.shift.call(like), JSON.stringify(like), Array.prototype.unshift.call(like, 'z'), JSON.stringify(like));
const all: unknown = JSON.parse('[[1,2,3],["a","b"],[]]');
for (const list of all as unknown[][]) console.log(list.shift(), list.unshift('front', 'second'), list.join());

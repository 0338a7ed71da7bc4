// Arrays of numbers that also hold undefined and holes: both read as undefined, and stay what they are where somebody can tell them apart.
function swap(list: number[], i: number, j: number): void {
  [list[i], list[j]] = [list[j] as number, list[i] as number];
}

const numbers = [3, 1, 2];
swap(numbers, 0, 2);
console.log(numbers.join());
swap(numbers, 1, 5);
console.log(numbers.length, numbers.join(), 1 in numbers, 4 in numbers, 5 in numbers, numbers[1], numbers[4]);
console.log(Object.keys(numbers).join(), JSON.stringify(numbers), numbers.indexOf(undefined as never));
console.log(numbers.includes(undefined as never), numbers.findIndex((x) => x === undefined));
let seen = '';
numbers.forEach((x, at) => {
  seen += `${at}:${x} `;
});
console.log(seen);

// From a hole of one array into another: undefined there, no hole.
const holey: number[] = [1.5, 2.5];
holey.length = 4;
const copy: number[] = [0, 0];
copy[1] = holey[3] as number;
console.log(3 in holey, 1 in copy, copy[1], copy, holey);
copy.push(holey[2] as number);
console.log(2 in copy, copy.length, copy.map((x) => typeof x).join());
const literal = [holey[2], 7, holey[0]];
console.log(0 in literal, literal);

// What was read from a hole, in variables, fields, closures and results.
class Box {
  value: number | undefined;
  other: number | undefined = 1;
  constructor(value: number | undefined) {
    this.value = value;
  }
}
function at(list: readonly number[], index: number): number | undefined {
  return list[index];
}
const box = new Box(at(holey, 3));
console.log(box.value === undefined, box.value, box, JSON.stringify(box), Object.values(box));
const fromHole = at(holey, 2);
const beyond = at(holey, 9);
console.log(fromHole === beyond, fromHole === undefined, fromHole == null, typeof fromHole, fromHole ?? 'none', `${fromHole}`);
console.log(at(holey, 0) === at(holey, 0), at(holey, 0) === beyond, Object.is(fromHole, beyond), (fromHole as number) + 1);
const keep = (): number | undefined => fromHole;
console.log(keep(), [keep()].includes(undefined), new Set([fromHole, beyond, at(holey, 0)]).size, new Map([[fromHole, 1]]).get(undefined));
console.log(Number.isNaN(fromHole), isNaN(fromHole as number), fromHole === 0, fromHole ? 'truthy' : 'falsy');

// A NaN is a number, whatever its bits.
const bits = new DataView(new ArrayBuffer(8));
for (const high of [0x7ff2_0000, 0x7ff3_0000, 0x7ff4_0000, 0x7ff8_0000, 0xfff2_0000]) {
  bits.setUint32(0, high);
  const list: number[] = [0, at(holey, 3) as number];
  list[0] = bits.getFloat64(0);
  console.log(list, list[0] === undefined, 0 in list, typeof list[0]);
}

// Integers, sorting and searching with undefined.
const whole: number[] = [5, 3, 9, 1];
swap(whole, 0, 3);
whole[2] = whole[7] as number;
console.log(whole, whole.toString(), whole.slice().sort((a, b) => a - b), whole.reverse(), whole.concat([1]));
whole.fill(at(holey, 3) as number, 0, 2);
console.log(whole, whole.lastIndexOf(undefined as never), whole.pop(), whole.shift(), whole.splice(0, 1), whole);
for (const x of whole) console.log(x, typeof x);
const [first, ...rest] = whole;
console.log(first, rest, whole.every((x) => x === undefined), whole.entries().next());
delete numbers[1];
console.log(1 in numbers, numbers, numbers.flat(), Array.from(numbers), structuredCloneOf(numbers));

function structuredCloneOf(list: readonly number[]): string {
  return list.map((x) => (x === undefined ? 'u' : String(x))).join();
}

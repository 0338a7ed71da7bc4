// Templates and sums: numbers of all kinds among short, long and wide parts, order of what can be seen, and texts that become too long.
const count = process.argv.length;
const words = ['', 'a', 'é', '→', 'some words in one part', 'x'.repeat(63), 'y'.repeat(64), 'z'.repeat(65), `${'w'.repeat(40)}→`];
const rope = 'left half of a rope, '.repeat(3) + words[4] + count;
const slice = `${'s'.repeat(30)}tuv`.slice(2, 32);
const numbers = [0, -0, 7, -7, 10, 99, 100, -2147483648, 2147483647, 4294967296, 1.5, -1e21, 5e-324, NaN, Infinity, -Infinity];
const others: (string | number | boolean | undefined | null)[] = [...words, rope, slice, true, false, undefined, null, 12];

let checksum = 0;
function note(text: string): void {
  for (let i = 0; i < text.length; i++) checksum = (checksum * 31 + text.charCodeAt(i)) | 0;
}
for (const word of words) {
  for (const n of numbers) {
    note(`${word}${n}`);
    note(`${n}: ${word}, ${n | 0}!`);
    note('n' + n + word + (n | 0) + '→');
    note(word + n);
    note(n + word);
    note(`${n}${n}${n}${n}${n}${n}${n}${n}`);
  }
  for (const other of others) {
    note(`${word}${other}`);
    note(`<${other}>${word}</${other}>`);
    note(word + ':' + other + ':' + count);
  }
}
console.log(checksum);
console.log(`${count - 2}` === '0', `${count - 2}${''}`, `${''}${''}`.length, `a${''}` === 'a', [`${'k'}${''}`].includes('k'));

// A text that grows by templates.
let grown = '';
for (let i = 0; i < 300; i++) grown += `${i},${i * 0.5};`;
console.log(grown.length, grown.slice(0, 20), grown.slice(-20));
let front = '';
for (let i = 0; i < 300; i++) front = `${i}<${front}>`;
console.log(front.length, front.slice(0, 20), front.slice(600, 640));

// Order: left to right, conversions of objects where they stand.
const log: string[] = [];
function said<T>(text: string, value: T): T {
  log.push(text);
  return value;
}
const object = { toString: () => said('toString', 'object'), valueOf: () => said('valueOf', 5) };
const made = `${said('a', 1)}${object}${said('b', 2)}` + said('c', 3) + object + said('d', 'x') + said('e', 4);
console.log(made, log.join(' '));
let changing = 1;
const change = (): number => (changing = 5);
console.log(changing + '-' + change() + '-' + changing, `${changing}${(changing = 7)}${changing}`);

// Too long, and caught.
const huge = 'h'.repeat(2 ** 28);
function tooLong(): string {
  return `${huge}${count}${huge}`;
}
let ran = false;
const runs = (): string => {
  ran = true;
  return 'x';
};
for (const attempt of [tooLong, () => huge + huge + runs(), () => `${huge}${huge}` + runs(), () => count + huge + huge]) {
  try {
    console.log(attempt().length);
  } catch (error) {
    console.log(String(error), ran);
  }
}
try {
  console.log(`${huge}${huge}`.length);
} catch (error) {
  console.log((error as Error).message);
}

// In generators and async functions a part waits while the others are made.
async function later(n: number): Promise<string> {
  return `${n}-${await Promise.resolve(n + 1)}-${n}` + n;
}
function* parts(n: number): Generator<string, string, number> {
  return `${n}:${yield `${n}?`}:${n}`;
}
const steps = parts(3);
console.log(steps.next().value, steps.next(8).value);
later(4).then((text) => console.log(text));

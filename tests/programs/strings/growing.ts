// Texts that grow at their end, which share memory with what they grew from: texts of before stay what they are, two may grow from the same one.
const count = process.argv.length - 2;
let checksum = 0;
function note(text: string): void {
  for (let i = 0; i < text.length; i++) checksum = (checksum * 31 + text.charCodeAt(i)) | 0;
  checksum = (checksum * 31 + text.length) | 0;
}

// All prefixes are kept, and each is looked at after the others were made.
const prefixes: string[] = [];
let text = '';
for (let i = 0; i < 700; i++) {
  text += String.fromCharCode(97 + (i % 26));
  prefixes.push(text);
}
let right = 0;
for (let i = 0; i < prefixes.length; i++) {
  const prefix = prefixes[i] ?? '';
  if (prefix.length === i + 1 && text.startsWith(prefix) && prefix.charCodeAt(i) === 97 + (i % 26)) right++;
}
console.log(right, text.length, text.slice(-5));

// Branches: from one text grow several, by turns.
const branches: string[] = [];
for (let from = 60; from < 700; from += 64) {
  const base = prefixes[from] ?? '';
  let a = base;
  let b = base;
  for (let i = 0; i < 100; i++) {
    a += i;
    b += '#' + i;
    if (i % 10 === 0) branches.push(base + i, a, b);
  }
  branches.push(a, b, base + base, base + a + b);
}
for (const branch of branches) note(branch);
console.log(branches.length, checksum);

// Parts of all lengths and kinds, wide ones among narrow ones, the text itself, slices of it, and nothing.
const parts = ['', 'x', 'é', '→', '\ud83d', '\ude00', 'a longer part than the others', 'p'.repeat(255), 'q'.repeat(256), 'r'.repeat(257), '→'.repeat(300)];
for (const [n, first] of parts.entries()) {
  let mixed = first + 'start of a text that is long enough to be no copy, and grows from here on';
  for (let i = 0; i < 120; i++) {
    mixed += parts[(i * 7 + n) % (n < 6 ? 7 : parts.length)];
    if (i % 9 === 0) mixed += mixed.slice(3, 40) + i + ':' + (i % 2 === 0) + mixed.charAt(i);
    if (i % 30 === 0) mixed += mixed.slice(-100) + mixed.slice(0, 10);
    if (i % 13 === 0) note(mixed);
  }
  note(mixed);
  console.log(n, mixed.length, checksum);
}

// As names, in conditions, and searched while they grow.
const names = new Map<string, number>();
let name = 'a name that is as long as names hardly ever are, and grows by digits: ';
for (let i = 0; i < 50; i++) {
  name += i % 10;
  names.set(name, i);
}
let again = 'a name that is as long as names hardly ever are, and grows by digits: ';
let found = 0;
for (let i = 0; i < 50; i++) {
  again += `${i % 10}`;
  if (names.get(again) === i && names.has(`${again}!`) === false) found++;
}
console.log(found, names.size, name === again, name.indexOf('9012', 90), name.lastIndexOf('0'), name > again + 'x');

// Garbage among it: what is alive survives.
const kept: string[] = [];
for (let round = 0; round < 40; round++) {
  let line = `${round}: `;
  for (let i = 0; i < 2000; i++) line += String.fromCharCode(33 + ((i * round) % 90));
  kept.push(line);
}
for (const line of kept) note(line);
console.log(kept.length, checksum);

// Too long.
const huge = 'h'.repeat(2 ** 28) + count;
try {
  let more = huge + huge;
  more += 'x';
  console.log(more.length);
} catch (error) {
  console.log((error as Error).name, (error as Error).message);
}

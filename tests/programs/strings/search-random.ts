// Searching, comparing, splitting and replacing in random texts: narrow, wide, slices and concatenations of both, against loops over units.
let state = 0x1234abcd;

function below(limit: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

const ALPHABETS = ['ab', 'abc é', 'aÿ\u0001\u0080', 'a→', 'ab\ud83d\ude00', 'Āa\u0161'];

function random(length: number): string {
  const alphabet = ALPHABETS[below(ALPHABETS.length)] ?? '';
  let text = '';
  for (let i = 0; i < length; i++) text += alphabet[below(alphabet.length)];
  const kind = below(4);
  if (kind === 0) return `→→→${text}→`.slice(3, -1);
  if (kind === 1) return `${text}xyz`.slice(0, -3);
  return text;
}

function standsAt(text: string, needle: string, at: number): boolean {
  for (let i = 0; i < needle.length; i++) if (text.charCodeAt(at + i) !== needle.charCodeAt(i)) return false;
  return true;
}

function first(text: string, needle: string, from: number): number {
  for (let at = from; at + needle.length <= text.length; at++) if (standsAt(text, needle, at)) return at;
  return -1;
}

function last(text: string, needle: string, from: number): number {
  for (let at = Math.min(from, text.length - needle.length); at >= 0; at--) if (standsAt(text, needle, at)) return at;
  return -1;
}

function order(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++)
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return a.charCodeAt(i) - b.charCodeAt(i);
  return a.length - b.length;
}

let hash = 0;
let unlike = 0;
for (let round = 0; round < 20000; round++) {
  const text = random(below(round % 10 === 0 ? 200 : 40));
  const needle = below(3) === 0 ? text.slice(below(10), 10 + below(12)) : random(below(round % 5 === 0 ? 12 : 4));
  const from = below(text.length + 1);
  const found = first(text, needle, from);
  if (text.indexOf(needle, from) !== found) unlike++;
  if (text.lastIndexOf(needle, from) !== last(text, needle, from)) unlike++;
  if (text.includes(needle, from) !== found >= 0) unlike++;
  if (text.startsWith(needle, from) !== (from + needle.length <= text.length && standsAt(text, needle, from))) unlike++;
  if (text.endsWith(needle) !== (needle.length <= text.length && standsAt(text, needle, text.length - needle.length))) unlike++;
  if (text < needle !== order(text, needle) < 0) unlike++;
  if ((text === needle) !== (order(text, needle) === 0)) unlike++;
  const parts = text.split(needle);
  if (parts.join(needle) !== text) unlike++;
  hash = (Math.imul(hash, 31) + found * 7 + parts.length + text.replaceAll(needle, '<$&>').length) | 0;
}
console.log(hash, unlike);

// A needle at every distance from both ends of a text of every length.
for (const unit of ['x', '→']) {
  for (let length = 1; length < 40; length++) {
    for (let at = 0; at < length; at++) {
      const text = unit.repeat(at) + 'é' + unit.repeat(length - 1 - at);
      if (text.indexOf('é') !== at || text.lastIndexOf('é') !== at || text.indexOf('é', at + 1) !== -1) console.log(unit, length, at);
      if (text.split('é').length !== 2 || text.indexOf('ÿ') !== -1 || text.indexOf('é→→') !== (unit === '→' && at < length - 2 ? at : -1))
        console.log('parts', unit, length, at);
    }
  }
}

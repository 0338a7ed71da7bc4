// Strings taken apart: for…of with lone surrogates and pairs, split(''), text[i]; characters that share a place in tables of them.
const hex = (text: string): string => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16)).join('.');
const walked = (text: string): string => {
  const parts: string[] = [];
  for (const character of text) parts.push(hex(character));
  return parts.join(' ');
};
for (const text of ['', 'a', 'aé', 'a→b', '😀', 'x😀y', '\ud83d', '\ude00', 'a\ud83d', '\ud83d\ud83d\ude00', '\ude00\ud83d', '\ud83da', '\ud83d😀', 'é\u0100ÿ']) {
  console.log(walked(text), '|', text.split('').map(hex).join(' '), '|', [...text].length, Array.from(text, hex).join(' '));
}
const long = 'abcdefghij'.repeat(30) + '→' + 'klm'.repeat(20);
console.log(long.slice(3, 290).split('').length, long.split('').join('') === long, long.slice(250).split('')[50] === '→');
const rope = long + long + '!';
let characters = 0;
for (const character of rope) if (character === '→' || character === '!') characters++;
console.log(characters, rope.split('').length);
console.log('abc'.split('', 2).join(), 'abc'.split('', 0).length, 'abc'.split('', -1).length, ''.split('').length, '→x'.split('', 1).join());
const parts = 'héllo→'.split('');
parts.push('new');
parts[0] = 'H';
console.log(parts.join('|'), parts.length, parts.indexOf('→'), parts.includes('é'), typeof parts[3]);
// The units 0x100 + n and 0x500 + n differ in high bits only.
let equal = 0;
let kept = '';
for (let round = 0; round < 3; round++) {
  for (let n = 0; n < 2000; n++) {
    const text = String.fromCharCode(0x100 + n) + String.fromCharCode(0x500 + n) + String.fromCharCode(0x100 + n);
    const [a, b, c] = text.split('');
    if (a === c && a !== b && a?.charCodeAt(0) === 0x100 + n && b === String.fromCharCode(0x500 + n)) equal++;
    if (n % 500 === 0) kept += text;
  }
}
console.log(equal, hex(kept));
const counts: Record<string, number> = {};
for (const character of 'Łódź, źle i żółć → łąka') counts[character] = (counts[character] ?? 0) + 1;
console.log(JSON.stringify(counts));
let left = 0;
outer: for (const a of 'ab→') {
  for (const b of 'ab→') {
    if (b === '→') continue outer;
    left += a === b ? 1 : 10;
  }
}
console.log(left);
const iterator = 'a😀'[Symbol.iterator]();
console.log(JSON.stringify([iterator.next(), iterator.next(), iterator.next()]));

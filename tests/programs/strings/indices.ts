// Indices of all kinds given to methods of strings: not integers, negative, -0, NaN, infinite, far beyond, absent, and of other types.
const texts = ['', 'a', 'hello world', 'é→ab→', 'long enough to be a slice of its own, twice over'.slice(3)];
const indices: (number | undefined)[] = [0, -0, 1, -1, 2, 3.7, -3.7, 5, 100, -100, NaN, Infinity, -Infinity, 2 ** 31, -(2 ** 31), 2 ** 32 + 1, 1e300, undefined];
const needles = ['', 'a', 'o', '→', 'lo', 'world', 'zz'];
let checksum = 0;
function note(value: string | number | boolean | undefined): void {
  const text = `${value};`;
  for (let i = 0; i < text.length; i++) checksum = (checksum * 31 + text.charCodeAt(i)) | 0;
}
for (const text of texts) {
  for (const i of indices) {
    note(text.at(i as number));
    note(text.charAt(i as number));
    note(text.charCodeAt(i as number));
    note(text.codePointAt(i as number));
    note(text.slice(i));
    note(text.substring(i as number));
    note(text.substr(i as number));
    if (i !== undefined && Math.abs(i) < 50) note(text.padStart(i, 'ab') + text.padEnd(i) + text.padStart(i, '→'));
    for (const k of indices) note(`${text.slice(i, k)}|${text.substring(i as number, k)}|${text.substr(i as number, k)}`);
    for (const needle of needles) {
      note(text.indexOf(needle, i));
      note(text.lastIndexOf(needle, i));
      note(text.includes(needle, i));
      note(text.startsWith(needle, i));
      note(text.endsWith(needle, i));
    }
  }
  // Where the compiler knows that all are numbers and strings.
  for (let n = -4; n < 14; n++) {
    note(text.slice(n) + '|' + text.slice(n, 3) + '|' + text.slice(1, n) + '|' + text.substring(n, 2) + '|' + text.substring(3, n));
    note(text.slice(n / 2, n) + '|' + text.substring(n / 2, n * 3));
    for (const needle of needles) {
      note(text.indexOf(needle) + text.indexOf(needle, n) + text.indexOf(needle, n / 2));
      note(text.includes(needle, n));
      note(text.startsWith(needle, n));
      note(text.endsWith(needle, n));
      note(text.endsWith(needle));
    }
  }
}
console.log(checksum);
const any: any = 'text with words';
console.log(any.slice('2', '4'), any.slice(null), any.slice({ valueOf: () => 5 }), any.indexOf('w', '6'), any.substring(true, [3]), any.at('1'));
try {
  any.slice(Symbol.iterator);
} catch (error) {
  console.log(String(error));
}
console.log('x'.repeat(0) === '', 'x'.repeat(1), '→'.repeat(3), 'ab'.repeat(2.9), 'x'.repeat(1025).length, 'é'.padEnd(4, '→'), ''.padStart(3));
console.log('MiXed 123 ÄÖ ß'.toLowerCase(), 'MiXed 123 äö ß'.toUpperCase(), 'ALREADY'.toUpperCase(), 'already @[`{'.toUpperCase(), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.toLowerCase());

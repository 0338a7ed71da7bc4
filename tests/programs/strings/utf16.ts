// Strings are UTF-16: surrogates count as two units, lone ones survive (ECMA-262 6.1.4).
const s = 'a😀é\ud800';
console.log(
  s.length,
  s.charCodeAt(1).toString(16),
  s.codePointAt(1)!.toString(16),
  s.codePointAt(2)!.toString(16),
  s.codePointAt(9),
  s.charCodeAt(4).toString(16),
);
console.log(
  String.fromCharCode(0xd83d, 0xde00) === '😀',
  String.fromCodePoint(0x1f600) === '😀',
  String.fromCharCode(65 + 65536, -1 & 0xffff).length,
  String.fromCodePoint(97, 98),
);
console.log(
  '😀'.slice(0, 1) === '\ud83d',
  '\ud83d' + '\ude00' === '😀',
  ('\ud83d' + '\ude00').length,
  '😀'.split('').reverse().join('').length,
  s.isWellFormed(),
  s.toWellFormed().charCodeAt(4).toString(16),
  '😀'.isWellFormed(),
);
for (const n of [-1, 1.5, 0x110000]) {
  try {
    String.fromCodePoint(n);
  } catch (e) {
    console.log((e as Error).name);
  }
}
console.log(
  '\x41\u0042\u{43}\u{1F600}'.length,
  '\0'.length,
  '\
'.length,
  'e\u0301'.length,
  'ÿĀ'.charCodeAt(1),
);

// Strings iterate by code point; lone surrogates come alone.
const s = 'a😀\ud83db\ude00';
console.log([...s].length, [...s].map((c) => c.length).join(), Array.from('😀x').length, s.length);
for (const c of s) console.log(c.codePointAt(0)!.toString(16));
console.log([...new Set('hello')].join(''), Object.keys('😀').length, [...''].length);
const it = 'ab'[Symbol.iterator]();
console.log(
  it.next().value,
  [...it].join(),
  it.next().done,
  it[Symbol.iterator]() === it,
  Object.prototype.toString.call(it),
);

// charCodeAt of strings that are stored in different ways: short and long, parts of others, joined, with wide units.
const flat = 'a plain text of more than twenty letters';
const slice = flat.slice(8, 36);
const joined = flat + ' and ' + slice + ' and more than sixty-four units altogether';
const wide = 'grüße, 世界: ' + flat;
const part = wide.slice(6);
const texts = ['', 'x', flat, slice, joined, wide, part, `${joined}${wide}`];
for (const text of texts) {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) | 0;
  console.log(text.length, sum, text.charCodeAt(0), text.charCodeAt(text.length - 1));
}
for (const at of [-1, -0, 3, 39, 40, 2147483647, -2147483648, 4294967296, 1.9, Number.NaN, Infinity])
  console.log(at, flat.charCodeAt(at), joined.charCodeAt(at), part.charCodeAt(at), ''.charCodeAt(at));

const loose = [flat, wide] as { charCodeAt(at?: unknown): number }[];
console.log(loose.map((text) => [text.charCodeAt(), text.charCodeAt('2'), text.charCodeAt(null)].join()).join(' '));

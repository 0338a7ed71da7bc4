// text[i] compared with a character: inside and outside of the text, of all kinds of texts, and where String.prototype has an index.
const texts = ['', ' ', 'a b c', 'é→ ', '\ud83d\ude00', 'x'.repeat(70) + ' ' + 'y'.repeat(70), `${'half of a rope, '.repeat(5)}${process.argv.length}`, 'abcdefghijklmnopqrstuvw xyz'.slice(2, 25)];
function count(text: string, from: number, to: number): string {
  let spaces = 0;
  let others = 0;
  let arrows = 0;
  let surrogates = 0;
  let loose = 0;
  for (let i = from; i < to; i++) {
    if (text[i] === ' ') spaces++;
    if (text[i] !== 'a') others++;
    if ('→' === text[i]) arrows++;
    if (text[i] === '\ud83d') surrogates++;
    // biome-ignore lint/suspicious/noDoubleEquals: the other way of comparing is meant
    if (text[i] == ' ') loose++;
  }
  return `${spaces} ${others} ${arrows} ${surrogates} ${loose}`;
}
for (const text of texts) console.log(text.length, count(text, 0, text.length), '|', count(text, -2, text.length + 2));
const at = (text: string, index: number): boolean => text[index] === 'b';
console.log(at('abc', 1), at('abc', 1.5), at('abc', -1), at('abc', NaN), at('abc', Infinity), at('abc', 2 ** 32 + 1), at('abc', -0), at('bbc', -0));
const twice = (text: string, index: number): boolean => text[index] === text[index + 1] && text[index] === 'l';
console.log(twice('hello', 2), twice('hello', 3), twice('hello', 9));
const empty = (text: string, index: number): boolean => text[index] === '' || text[index] === undefined;
console.log(empty('abc', 1), empty('abc', 3));
const long = (text: string, index: number): boolean => text[index] === 'ab';
console.log(long('ab', 0));
function kind(text: string, index: number): string {
  const character = text[index];
  if (character === 'a') return 'first';
  return character === 'b' ? 'second' : `other ${character}`;
}
console.log(kind('abc', 0), kind('abc', 1), kind('abc', 2), kind('abc', 3));
const prototype = String.prototype as unknown as Record<number, string>;
prototype[7] = 'b';
prototype[8] = 'bb';
console.log(at('abc', 7), at('abc', 8), at('abc', 9), at('abcdefgbi', 7), count('abc', 0, 10));

// charCodeAt by an index that is compared with a length: of this text, of another, after assignments.
function sum(text: string): number {
  let total = 0;
  for (let i = 0; i < text.length; i++) total += text.charCodeAt(i);
  return total;
}
function fixedLength(text: string): number {
  const n = text.length;
  let total = 0;
  for (let i = 0; i < n; i++) total = (total * 31 + text.charCodeAt(i)) | 0;
  return total;
}
function wrongText(a: string, b: string): string {
  const out: number[] = [];
  for (let i = 0; i < a.length; i++) out.push(b.charCodeAt(i));
  return out.join();
}
function reassigned(text: string): string {
  let t = text;
  let out = '';
  for (let i = 0; i < t.length; i++) {
    if (i === 1) t = t.slice(0, 1);
    out += `${t.charCodeAt(i)} `;
  }
  return out;
}
function backwards(text: string): string {
  let out = '';
  for (let i = text.length - 1; i >= -1; i--) out += `${text.charCodeAt(i)} `;
  return out;
}
function moved(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    out += `${text.charCodeAt(i)}:`;
    i++;
    out += `${text.charCodeAt(i)} `;
  }
  return out;
}
const rope = `${'left '.repeat(3)}${'right'.repeat(2)}`;
for (const t of ['', 'a', 'abc', 'häß', '日本語', '\u{1f600}x', rope, rope.slice(3, 12), 'x'.repeat(300) + '€'])
  console.log(t.length, sum(t), fixedLength(t), wrongText('abcd', t), reassigned(t), backwards(t.slice(0, 4)), moved(t.slice(0, 5)));
const bytes = new Uint8Array(8);
const mixed = 'A€ÿ\u0100';
for (let i = 0; i < 8; i++) bytes[i] = mixed.charCodeAt(i);
console.log(bytes.join(), 'abc'.charCodeAt(-1), 'abc'.charCodeAt(2 ** 32), 'abc'.charCodeAt(NaN), 'abc'.charCodeAt(1.9));

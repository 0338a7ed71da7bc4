// Greedy wrapping, justification, and columns, of a paragraph.
const text =
  'It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity.';
const wrap = (s: string, w: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of s.split(' ')) {
    if (line && line.length + 1 + word.length > w) {
      lines.push(line);
      line = word;
    } else line += (line ? ' ' : '') + word;
    while (line.length > w) {
      lines.push(line.slice(0, w));
      line = line.slice(w);
    }
  }
  if (line) lines.push(line);
  return lines;
};
const justify = (lines: string[], w: number): string[] =>
  lines.map((l, i) => {
    const words = l.split(' ');
    if (i === lines.length - 1 || words.length === 1) return l.padEnd(w);
    const gaps = words.length - 1;
    const spaces = w - words.join('').length;
    return words
      .map(
        (word, k) =>
          word + (k < gaps ? ' '.repeat(Math.floor(spaces / gaps) + (k < spaces % gaps ? 1 : 0)) : ''),
      )
      .join('');
  });
for (const l of justify(wrap(text, 28), 28)) console.log(`|${l}|`);
console.log(wrap('supercalifragilistic x', 8).join('/'));
const freq = new Map<string, number>();
for (const w of text.toLowerCase().split(' ')) {
  const clean = [...w].filter((c) => c >= 'a' && c <= 'z').join('');
  freq.set(clean, (freq.get(clean) ?? 0) + 1);
}
const rows = [...freq].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 6);
const width = Math.max(...rows.map(([w]) => w.length));
for (const [w, n] of rows) console.log(w.padEnd(width), `${n}`.padStart(3), '*'.repeat(n));
console.log(
  text
    .split(' ')
    .map((w) => w[0]!.toUpperCase() + w.slice(1))
    .join(' ')
    .slice(0, 40),
  [...'never odd'].reverse().join(''),
);

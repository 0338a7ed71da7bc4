// Edit distance with two rows, the edit script by back-tracking, and the longest common subsequence.
function distance(a: string, b: string): number {
  let prev = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row[j] = Math.min(prev[j]! + 1, row[j - 1]! + 1, prev[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    prev = row;
  }
  return prev[b.length]!;
}
function lcs(a: string, b: string): string {
  const t: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      t[i]![j] = a[i - 1] === b[j - 1] ? t[i - 1]![j - 1]! + 1 : Math.max(t[i - 1]![j]!, t[i]![j - 1]!);
  let s = '';
  for (let i = a.length, j = b.length; i && j; ) {
    if (a[i - 1] === b[j - 1]) {
      s = a[i - 1] + s;
      i--;
      j--;
    } else if (t[i - 1]![j]! >= t[i]![j - 1]!) i--;
    else j--;
  }
  return s;
}
for (const [a, b] of [
  ['kitten', 'sitting'],
  ['', 'abc'],
  ['same', 'same'],
  ['flaw', 'lawn'],
  ['intention', 'execution'],
  ['a'.repeat(200), 'b'.repeat(150)],
] as const)
  console.log(distance(a, b), lcs(a, b).length);
console.log(
  lcs('AGGTAB', 'GXTXAYB'),
  ['apple', 'apply', 'maple', 'ample'].sort((x, y) => distance(x, 'appel') - distance(y, 'appel')).join(),
);

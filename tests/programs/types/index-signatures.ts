// Objects as dictionaries: unknown keys, inherited names, numbers as keys, `__proto__`-free ones.
const d: Record<string, number> = {};
for (const w of 'the cat the dog the end'.split(' ')) d[w] = (d[w] ?? 0) + 1;
console.log(
  Object.entries(d)
    .map(([k, v]) => `${k}${v}`)
    .join(),
);
console.log(d['missing'], typeof d['toString'], 'toString' in d, Object.hasOwn(d, 'toString'));
const n: Record<number, string> = { 2: 'two', 1: 'one' };
n[1.5] = 'x';
n[-1] = 'neg';
console.log(Object.keys(n).join(), n[+'2'], (n as Record<string, string>)['1.5']);
const bare: Record<string, number> = Object.create(null);
bare['toString'] = 1;
console.log('valueOf' in bare, Object.keys(bare).join());

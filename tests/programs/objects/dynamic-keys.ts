// Properties added, read and removed under computed names on objects that also have fixed ones.
const o: { fixed: number; [k: string]: number } = { fixed: 1 };
for (let i = 0; i < 50; i++) o[`k${i}`] = i * i;
for (let i = 0; i < 50; i += 2) delete o[`k${i}`];
o['k7']! += 0.5;
let sum = 0;
for (const k of Object.keys(o)) sum += o[k]!;
console.log(Object.keys(o).length, sum, o['k7'], o['k8'], o.fixed, o['fix' + 'ed']);
const grid: Record<string, Record<number, string>> = {};
(grid['a'] ??= {})[3] = 'x';
(grid['a'] ??= {})[1] = 'y';
console.log(JSON.stringify(grid));

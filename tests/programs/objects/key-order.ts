// Own keys: integer indices ascending, then strings, then symbols, each by creation (ECMA-262 10.1.11.1).
const s = Symbol('s');
const o: Record<string | symbol, number> = { b: 1, 2: 2, a: 3, 1: 4, [s]: 5, '01': 6, '-1': 7 };
o['0'] = 8;
o['4294967294'] = 9;
o['4294967295'] = 10;
o['1.5'] = 11;
console.log(Object.keys(o).join(' '));
console.log(Reflect.ownKeys(o).map(String).join(' '));
delete o['b'];
o['b'] = 12;
console.log(Object.keys(o).join(' '), JSON.stringify({ z: 0, 1: 1, y: 2, 0: 3 }));
const seen: string[] = [];
for (const k in o) seen.push(k);
console.log(seen.join(' '));

// A for-in head may be a pattern over the key's characters; a for-of head any assignment target.
for (const [first, second] in { xy: 1, zw: 2 }) console.log(first, second);
for (const { length } in { abc: 0, de: 0 }) console.log(length);
const box = { n: 0, list: [] };
for (box.n of [1, 2]) box.list.push(box.n);
for ({ n: box.n, m: box['m'] = 'none' } of [{ n: 3 }, { n: 4, m: 'some' }]) box.list.push(box.n, box.m);
for ([...box.rest] of [[5, 6]]) box.list.push(box.rest.length);
console.log(box.list.join());

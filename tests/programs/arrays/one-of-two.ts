// A value that is one of two arrays of unlike elements: methods do to each what is its own.
interface Point {
  readonly k: number;
}
function points(n: number): Point[] {
  const list: Point[] = [];
  for (let i = 0; i < n; i++) list.push({ k: (i * 7) % 5 });
  return list;
}
function names(n: number): string[] {
  const list: string[] = [];
  for (let i = 0; i < n; i++) list.push(`n${(i * 7) % 5}`);
  return list;
}
function never(): undefined[] {
  return [undefined, undefined];
}
function choose(n: number): unknown[] {
  return n % 3 === 0 ? points(n) : n % 3 === 1 ? names(n) : never();
}
for (const n of [3, 4, 5, 6, 7, 8]) {
  const list = choose(n);
  console.log(list.map((x) => typeof x).join(), list.indexOf(undefined), list.includes('n0'));
  list.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  console.log(JSON.stringify(list), list.slice(1), list.at(-1), list.reverse(), list.concat([1]).length);
  list.push(n);
  console.log(list.shift(), list.pop(), list.length, list.some((x) => x === undefined));
  let seen = '';
  list.forEach((x) => {
    seen += `${JSON.stringify(x)};`;
  });
  console.log(seen, list.find((x) => typeof x === 'object'), [...list.entries()].length);
  for (const x of list) console.log(x);
}
const either = process.argv.length > 100 ? Array.from({ length: 3 }, (_, i) => ({ i })) : Array.from('cab');
either.sort();
console.log(either, either.join('-'));

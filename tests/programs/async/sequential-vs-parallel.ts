// Awaiting one by one against starting all first: the order in which work begins and ends.
const log: string[] = [];
const job = async (n: string, turns: number): Promise<string> => {
  log.push(`+${n}`);
  for (let i = 0; i < turns; i++) await null;
  log.push(`-${n}`);
  return n;
};
await job('a', 3);
await job('b', 1);
console.log(log.splice(0).join());
const [x, y] = await Promise.all([job('a', 3), job('b', 1)]);
console.log(x, y, log.splice(0).join());
const pa = job('a', 3),
  pb = job('b', 1);
console.log(await pb, await pa, log.splice(0).join());
const out: string[] = [];
await Promise.all(
  [3, 1, 2].map(async (n) => {
    await job(`${n}`, n);
    out.push(`${n}`);
  }),
);
console.log(out.join(), log.splice(0).join());
const r: string[] = [];
[1, 2].forEach(async (n) => {
  await null;
  r.push(`each${n}`);
});
r.push('after forEach');
await null;
await null;
console.log(r.join());
const sum = await [1, 2, 3].reduce(async (acc, n) => (await acc) + n, Promise.resolve(0));
console.log(sum);

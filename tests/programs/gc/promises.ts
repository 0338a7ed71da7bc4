// Hundreds of thousands of awaited values and dropped promises.
let n = 0;
async function step(i: number): Promise<{ v: number }> {
  await null;
  return { v: i & 3 };
}
for (let i = 0; i < 100_000; i++) n += (await step(i)).v;
console.log(n);
for (let i = 0; i < 100_000; i++) {
  void new Promise((r) => {
    if (i & 1) r(i);
  }).then((x) => {
    n += (x as number) & 1;
  });
}
await new Promise((r) => setTimeout(r, 0));
console.log(n);

// Thousands of promises and long chains settle in order.
let chain = Promise.resolve(0);
for (let i = 0; i < 5000; i++) chain = chain.then((n) => n + 1);
console.log(await chain);
const all = await Promise.all(
  Array.from({ length: 3000 }, async (_, i) => {
    if (i % 2) await null;
    return i;
  }),
);
console.log(
  all.length,
  all.reduce((a, b) => a + b),
);
const deep = async (n: number): Promise<number> => (n === 0 ? 0 : 1 + (await deep(n - 1)));
console.log(await deep(1000));
let n = 0;
const loop = async (): Promise<void> => {
  for (let i = 0; i < 1000; i++) {
    await null;
    n++;
  }
};
await Promise.all([loop(), loop(), loop()]);
console.log(n);

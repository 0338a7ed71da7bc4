// Generators and async functions keep their variables alive between steps, shared with closures made in them.
function* g() {
  let n = 0;
  const add = (d: number): void => {
    n += d;
  };
  while (true) yield { n, add };
}
const it = g();
it.next().value!.add(5);
console.log(it.next().value!.n);
async function run(): Promise<number> {
  let total = 0;
  const tasks = [1, 2, 3].map(async (x) => {
    await null;
    total += x;
  });
  console.log('before', total);
  await Promise.all(tasks);
  return total;
}
console.log('after', await run());

// Async generators await what they yield, queue requests, and close on break (ECMA-262 27.6).
async function* g(n: number): AsyncGenerator<number, string> {
  try {
    for (let i = 0; i < n; i++) {
      await null;
      yield i;
    }
    yield Promise.resolve(99);
    return 'done';
  } finally {
    console.log('closed');
  }
}
for await (const x of g(2)) console.log(x);
for await (const x of g(5)) {
  if (x === 1) break;
}
const it = g(2);
const all = await Promise.all([it.next(), it.next(), it.next(), it.next(), it.next()]);
console.log(all.map((r) => `${r.value}/${r.done}`).join(' '));
const it2 = g(2);
await it2.next();
console.log(JSON.stringify(await it2.return('early')), JSON.stringify(await it2.next()));
const it3 = g(3);
await it3.next();
await it3.throw(new Error('t')).catch((e) => console.log(e.message));
console.log((await it3.next()).done);
async function* rej(): AsyncGenerator<number> {
  yield 1;
  yield Promise.reject(new Error('rejected yield'));
}
try {
  for await (const x of rej()) console.log(x);
} catch (e) {
  console.log((e as Error).message);
}
async function* star(): AsyncGenerator<unknown> {
  yield* [1, Promise.resolve(2)];
  yield* g(1);
}
const out: unknown[] = [];
for await (const x of star()) out.push(x);
console.log(out.join(), it[Symbol.asyncIterator]() === it, Object.prototype.toString.call(it));

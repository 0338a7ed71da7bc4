// for await over sync iterables of promises, and over custom async iterables with return().
for await (const x of [1, Promise.resolve(2), new Promise((r) => setTimeout(r, 2, 3))]) console.log(x);
const log: string[] = [];
const src = {
  [Symbol.asyncIterator]() {
    let i = 0;
    return {
      async next() {
        log.push(`n${i}`);
        return { value: i++, done: i > 5 };
      },
      async return() {
        await null;
        log.push('return');
        return { value: undefined, done: true as const };
      },
    };
  },
};
for await (const x of src) {
  if (x === 2) break;
}
console.log(log.splice(0).join());
try {
  for await (const x of src) throw new Error(`body${x}`);
} catch (e) {
  console.log((e as Error).message, log.splice(0).join());
}
for await (const _ of src);
console.log(log.splice(0).join());
try {
  for await (const x of [1, Promise.reject(new Error('element'))]) console.log(x);
} catch (e) {
  console.log((e as Error).message);
}
try {
  for await (const x of 5 as any) void x;
} catch (e) {
  console.log((e as Error).name);
}
outer: for (const a of [1, 2]) {
  for await (const b of src) {
    if (b === 1) continue outer;
    log.push(`${a}${b}`);
  }
}
console.log(log.join());

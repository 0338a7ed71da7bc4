// Returning a promise from an async function or a then callback costs three turns, a plain value one.
const log: string[] = [];
const tick = async (name: string, n: number): Promise<void> => {
  for (let i = 1; i <= n; i++) {
    await null;
    log.push(`${name}${i}`);
  }
};
(async () => Promise.resolve())().then(() => log.push('async returning promise'));
(async () => 1)().then(() => log.push('async returning value'));
Promise.resolve()
  .then(() => Promise.resolve())
  .then(() => log.push('then returning promise'));
(async () => await Promise.resolve())().then(() => log.push('return await'));
new Promise((r) => r(Promise.resolve())).then(() => log.push('resolve with promise'));
Promise.resolve({
  then(f: (v: number) => void) {
    f(1);
  },
}).then(() => log.push('thenable'));
await tick('t', 6);
console.log(log.join('\n'));

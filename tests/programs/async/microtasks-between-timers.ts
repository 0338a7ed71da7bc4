// All microtasks run between two timers that are due at once.
const log: string[] = [];
setTimeout(() => {
  log.push('t1');
  Promise.resolve().then(() => {
    log.push('m1');
    queueMicrotask(() => log.push('m2'));
  });
  process.nextTick(() => log.push('tick'));
}, 1);
setTimeout(() => {
  log.push('t2');
  (async () => {
    await null;
    log.push('a1');
    await null;
    log.push('a2');
  })();
}, 1);
setTimeout(() => {
  log.push('t3');
  setTimeout(() => console.log(log.join()), 1);
}, 1);

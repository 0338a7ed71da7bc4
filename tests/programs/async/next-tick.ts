// process.nextTick runs before promise reactions, once the synchronous code of a main task is done.
setTimeout(() => {
  const log: string[] = [];
  setTimeout(() => console.log(log.join(' ')), 0);
  Promise.resolve()
    .then(() => {
      log.push('p1');
      process.nextTick(() => log.push('tick in p1'));
    })
    .then(() => log.push('p2'));
  process.nextTick(
    (a: number, b: string) => {
      log.push(`tick ${a}${b}`);
      Promise.resolve().then(() => log.push('p in tick'));
      process.nextTick(() => log.push('tick in tick'));
    },
    1,
    'x',
  );
  queueMicrotask(() => log.push('micro'));
  log.push('sync');
}, 0);

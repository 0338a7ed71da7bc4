// One round: sync, ticks and microtasks, then timers, then what they queued.
const log: string[] = [];
const finish = (): void => console.log(log.join('\n'));
setTimeout(() => {
  log.push('timeout');
  queueMicrotask(() => log.push('micro of timeout'));
  setTimeout(() => {
    log.push('second timeout');
    setTimeout(finish, 1);
  }, 1);
}, 0);
queueMicrotask(() => {
  log.push('micro');
  queueMicrotask(() => log.push('nested micro'));
});
await null;
log.push('after top-level await');
Promise.resolve().then(() => log.push('then'));
log.push('sync end');

// setImmediate runs before timers that are set beside it inside an immediate; microtasks run between immediates.
setImmediate(() => {
  const log: string[] = [];
  setImmediate(() => {
    log.push('immediate 1');
    Promise.resolve().then(() => log.push('micro'));
    process.nextTick(() => log.push('tick'));
  });
  setImmediate((x: string) => log.push(x), 'immediate 2');
  const c = setImmediate(() => log.push('never'));
  clearImmediate(c);
  Promise.resolve().then(() => log.push('before all'));
  setImmediate(() => {
    setImmediate(() => console.log(log.join(', ')));
    log.push('immediate 3');
  });
});

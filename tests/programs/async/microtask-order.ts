// Promise reactions run in order after the current job; await takes one turn for native promises (ECMA-262 27.7.5.3).
const log: string[] = [];
const p = (s: string) => () => {
  log.push(s);
};
setTimeout(() => console.log(log.join(' ')), 0);
Promise.resolve().then(p('a1')).then(p('a2')).then(p('a3'));
(async () => {
  log.push('async start');
  await null;
  log.push('after await 1');
  await Promise.resolve();
  log.push('after await 2');
})();
queueMicrotask(p('micro'));
new Promise<void>((resolve) => {
  log.push('executor');
  resolve();
  log.push('still executor');
}).then(p('b1'));
Promise.reject(1).catch(p('c1')).finally(p('c2')).then(p('c3'));
log.push('sync end');

// A promise that never settles doesn't keep the program alive; pending work behind it is dropped; unref'd timers too.
new Promise(() => {}).then(() => console.log('never'));
(async () => {
  console.log('start');
  await new Promise(() => {});
  console.log('never');
})();
setTimeout(() => console.log('never'), 50).unref();
setTimeout(() => console.log('timer'), 2);
process.on('exit', (c) => console.log('exit', c));

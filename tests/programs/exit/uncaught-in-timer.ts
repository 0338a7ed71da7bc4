// An uncaught error in a timer: later timers don't run.
setTimeout(() => {
  console.log('first');
  throw new Error('in timer');
}, 0);
setTimeout(() => console.log('never'), 5);
process.on('exit', (code) => console.log('exit', code));

// A module is evaluated within a promise job: its promise jobs run before its ticks; elsewhere ticks come first.
process.nextTick(() => {
  console.log('tick');
  process.nextTick(() => console.log('tick of a tick'));
  Promise.resolve().then(() => console.log('job of a tick'));
});
Promise.resolve().then(() => {
  console.log('job');
  process.nextTick(() => console.log('tick of a job'));
  queueMicrotask(() => console.log('job of a job'));
});
queueMicrotask(() => console.log('another job'));
console.log('module');
await null;
console.log('after await');
process.nextTick(() => console.log('tick after await'));
Promise.resolve().then(() => console.log('job after await'));
setTimeout(() => {
  console.log('timer');
  Promise.resolve().then(() => console.log('job of a timer'));
  process.nextTick(() => console.log('tick of a timer'));
}, 1);

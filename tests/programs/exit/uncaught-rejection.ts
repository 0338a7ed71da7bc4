// A rejection that nobody handles ends the program with status 1.
console.log('start');
Promise.resolve().then(() => {
  throw new Error('nobody awaits this');
});
Promise.resolve().then(() => console.log('other reactions still run'));
setTimeout(() => console.log('never'), 10);

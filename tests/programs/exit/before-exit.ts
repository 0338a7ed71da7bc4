// beforeExit may start more work; it comes again once that has ended. exit comes once.
let rounds = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', code, rounds);
  if (rounds++ < 2) setTimeout(() => console.log('more work'), 1);
});
process.once('exit', () => console.log('exit'));
console.log('main');

// An exit handler may still set the status; a timer set in it is dropped.
process.on('exit', () => {
  process.exitCode = 9;
  setTimeout(() => console.log('never'), 0);
  console.log('handler');
});
console.log('main');

// process.exit ends at once with its status; exit handlers run first.
process.on('exit', (code) => {
  console.log('handler', code);
});
setTimeout(() => console.log('never'), 1);
console.log('before');
process.exit(3);

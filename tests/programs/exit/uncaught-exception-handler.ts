// An uncaughtException handler takes the error and the program goes on.
process.on('uncaughtException', (error) => console.log('took', error.message));
setTimeout(() => {
  throw new Error('one');
}, 0);
setTimeout(() => {
  console.log('goes on');
  process.exit();
}, 5);

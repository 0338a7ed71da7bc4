// An exit handler may still set the status; asynchronous work in it is dropped.
process.on('exit', () => { process.exitCode = 9; setTimeout(() => console.log('never'), 0); Promise.resolve().then(() => console.log('never either')); console.log('handler'); });
console.log('main');

// process.exitCode is used when the program ends by itself.
process.exitCode = 7;
setTimeout(() => console.log('timer still runs'), 1);
console.log('end of main', process.exitCode);

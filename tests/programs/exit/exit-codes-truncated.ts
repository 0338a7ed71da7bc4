// Statuses are taken modulo 256 by the system.
process.on('exit', (code) => console.log(code));
process.exitCode = 256 + 5;

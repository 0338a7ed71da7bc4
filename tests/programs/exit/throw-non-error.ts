// Throwing something that is not an error ends with status 1 as well.
process.on('exit', (code) => console.log('exit', code));
throw { not: 'an error' };

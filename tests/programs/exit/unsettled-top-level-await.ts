// A top-level await that can never settle ends with status 13.
console.log('before');
process.on('exit', (code) => console.log('exit', code));
await new Promise(() => {});
console.log('never');
export {};

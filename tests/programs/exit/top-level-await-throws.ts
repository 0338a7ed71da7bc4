// A rejected top-level await is an uncaught error.
console.log('before');
await Promise.reject(new RangeError('top level'));
console.log('never');
export {};

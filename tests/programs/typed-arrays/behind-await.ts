// The names of typed arrays in a program whose modules wait: tables that the system shares with the compiler are there before it begins.
export {};
await Promise.resolve();
console.log(new Int16Array([-100, 11]), { bytes: new Uint8Array(3) });
console.log(Object.prototype.toString.call(new Float64Array(1)), new Uint32Array([1])[Symbol.toStringTag]);

// The tag of a typed array is that of its elements, whatever its class is called.
class Und extends Uint8Array {}
class Wide extends Float64Array {}
console.log(new Und(2), new Wide(1));
console.log(new Und(2)[Symbol.toStringTag], new Wide(1)[Symbol.toStringTag]);
console.log(Object.prototype.toString.call(new Und(0)));
console.log(new Uint8Array(1), new BigInt64Array(1), new Uint8ClampedArray(1), new Float32Array(1));

// Typed arrays, buffers and views.
console.log(
  new Uint8Array(3),
  new Float64Array([1.5, -0, NaN]),
  new Int16Array(0),
  new Uint8ClampedArray([300]),
);
console.log(new ArrayBuffer(4), [new Uint8Array([1, 2])], { b: new Int32Array([7]) });
console.log(new Uint8Array(110));

// Values are converted on write: wrap, clamp, round to float (ECMA-262 7.1.6, 7.1.12).
const vs: any[] = [0, 1.9, -1, 255, 256, 300.5, -128, 129, 65536, 2 ** 31, 2 ** 32 + 5, NaN, Infinity, '12', null, undefined, true, 0.5, 1.5, 2.5, -0.5, 254.5, -0];
for (const T of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array]) console.log(T.name, new T(vs).join(' '), T.BYTES_PER_ELEMENT);

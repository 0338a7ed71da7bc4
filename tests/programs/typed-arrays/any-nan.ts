// Memory may hold NaNs of any sign and payload; as values they are all the one NaN.
const bytes = new Uint8Array(8);
const view = new DataView(bytes.buffer);
const values: unknown[] = [];
for (const first of [0x7f, 0xff]) {
  for (const fill of [0xff, 0xfe, 0xf8, 0xfc]) {
    bytes.fill(fill);
    bytes[0] = first;
    values.push(view.getFloat64(0), view.getFloat32(0));
    bytes.reverse();
    values.push(view.getFloat64(0, true), view.getFloat32(4, true));
    values.push(new Float64Array(bytes.buffer)[0], new Float32Array(bytes.buffer)[1]);
  }
}
bytes.set([0xff, 0xfe, 0, 0, 0, 0, 0, 0]);
values.push(view.getFloat64(0));
bytes.reverse();
values.push(view.getFloat64(0, true));
for (const value of values) console.log(typeof value, value, String(value), Object.is(value, Number.NaN));

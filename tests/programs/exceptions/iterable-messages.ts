// What V8 says of values that are not iterable or not constructors.
const say = (f: () => unknown): void => {
  try {
    f();
    console.log('no error');
  } catch (e) {
    console.log(`${(e as Error).name}: ${(e as Error).message}`);
  }
};
const n: any = 5;
const o: any = {};
const u: any = undefined;
say(() => {
  for (const x of n) void x;
});
say(() => {
  for (const x of o) void x;
});
say(() => {
  for (const x of u) void x;
});
say(() => {
  const [a] = o;
  return a;
});
say(() => new n());
say(() => new o.x());
say(() => class extends n {});

// Any value can be thrown, and comes out the same.
const o = { code: 1 };
for (const v of [1, 'text', null, undefined, true, o, [1], Symbol.iterator, -0, NaN, () => 1]) {
  try {
    throw v;
  } catch (e) {
    console.log(typeof e, Object.is(e, v), e instanceof Error);
  }
}
try {
  throw new Promise(() => {});
} catch (e) {
  console.log(e instanceof Promise);
}
try {
  throw {
    get message() {
      return 'lazy';
    },
  };
} catch (e) {
  console.log((e as Error).message);
}

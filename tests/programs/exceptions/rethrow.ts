// Catch by type, rethrow the rest, same object all the way.
class A extends Error {}
class B extends A {}
const handle = (f: () => void): string => {
  try {
    try {
      f();
      return 'none';
    } catch (e) {
      if (e instanceof B) return 'B inside';
      if (e instanceof TypeError) return 'type inside';
      throw e;
    }
  } catch (e) {
    return e instanceof A ? 'A outside' : `other ${String(e)}`;
  }
};
console.log(
  handle(() => {}),
  handle(() => {
    throw new B();
  }),
  handle(() => {
    throw new A();
  }),
  handle(() => {
    (null as any).x;
  }),
  handle(() => {
    throw 'str';
  }),
);
const original = new Error('same');
try {
  try {
    throw original;
  } catch (e) {
    throw e;
  }
} catch (e) {
  console.log(e === original);
}

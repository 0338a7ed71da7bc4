// Frozen, sealed and non-extensible objects refuse changes with a TypeError; freezing is shallow.
const attempt = (name: string, f: () => void): void => {
  try {
    f();
    console.log(name, 'ok');
  } catch (e) {
    console.log(name, (e as Error).name);
  }
};
const frozen: any = Object.freeze({ a: 1, inner: { b: 2 }, list: [1] });
attempt('write', () => {
  frozen.a = 2;
});
attempt('add', () => {
  frozen.c = 2;
});
attempt('delete', () => {
  delete frozen.a;
});
attempt('inner', () => {
  frozen.inner.b = 3;
  frozen.list.push(2);
});
const sealed: any = Object.seal({ a: 1 });
attempt('sealed write', () => {
  sealed.a = 2;
});
attempt('sealed add', () => {
  sealed.b = 2;
});
attempt('sealed delete', () => {
  delete sealed.a;
});
const closed: any = Object.preventExtensions({ a: 1 });
attempt('closed add', () => {
  closed.b = 1;
});
attempt('closed delete', () => {
  delete closed.a;
});
attempt('frozen push', () => {
  (Object.freeze([1]) as any).push(2);
});
attempt('frozen pop', () => {
  (Object.freeze([1]) as any).pop();
});
console.log(
  Object.isFrozen(frozen),
  Object.isSealed(frozen),
  Object.isExtensible(closed),
  Object.isFrozen(closed),
  Object.isFrozen(1 as any),
  frozen.inner.b,
  sealed.a,
);

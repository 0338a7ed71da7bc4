// The messages that people see every day read as V8's.
const say = (f: () => unknown): void => {
  try {
    f();
    console.log('no error');
  } catch (e) {
    console.log(`${(e as Error).name}: ${(e as Error).message}`);
  }
};
const user: any = undefined;
const data: any = null;
const o: any = { list: 5, nested: {} };
say(() => user.name);
say(() => data.items);
say(() => o.nested.deep.x);
say(() => user[0]);
say(() => {
  data.x = 1;
});
say(() => {
  o.missing.y = 2;
});
say(() => user());
say(() => o.foo());
say(() => o.nested.bar());
say(() => o.list());
say(() => o.list.map());
say(() => o.nested.a.b());
say(() => {
  for (const x of o.list) void x;
});
say(() => {
  const c = 1;
  (() => {
    (c as any) = 2 as never;
  })();
});

// Destructuring null or undefined throws, an empty pattern too; other primitives don't.
const attempt = (f: () => void): void => {
  try {
    f();
    console.log('fine');
  } catch (e) {
    console.log((e as Error).name);
  }
};
const nothing: any = undefined;
const empty: any = null;
attempt(() => {
  const {} = nothing;
});
attempt(() => {
  const {} = empty;
});
attempt(() => {
  const {} = 0 as any;
});
attempt(() => {
  const [] = nothing;
});
attempt(() => {
  const [] = {} as any;
});
attempt(() => {
  const {
    a: { b },
  } = {} as any;
});
attempt(() => {
  (({ a }: any) => a)(empty);
});
attempt(() => {
  (({ a = 1 }: any = {}) => a)(undefined);
});

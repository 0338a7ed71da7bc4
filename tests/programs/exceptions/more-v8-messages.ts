// What V8 says about a value that can't be taken apart, called or iterated, and about wrong arguments.
function attempt(action: () => unknown): void {
  try {
    console.log(action());
  } catch (error) {
    console.log(String(error));
  }
}

const nothing = null as any;
const missing = undefined as any;
const object = {} as any;
const returnsNull = (): any => null;

attempt(() => {
  const { z } = null as any;
  return z;
});
attempt(() => {
  const { z } = missing;
  return z;
});
attempt(() => {
  const { 'a b': z } = nothing;
  return z;
});
attempt(() => {
  const { b, c } = returnsNull();
  return [b, c];
});
attempt(() => {
  const { b } = object.x;
  return b;
});
attempt(() => {
  const {
    a: { b },
  } = object;
  return b;
});
attempt(() => {
  let z: unknown;
  ({ z } = nothing);
  return z;
});
attempt(() => (({ a }: any) => a)(missing));
attempt(() => (({ a }: any) => a)(nothing));
attempt(() => {
  const [z] = {} as any;
  return z;
});
attempt(() => {
  const [z] = object;
  return z;
});
attempt(() => (void 0 as any)());
attempt(() => ({} as any)());
attempt(() => ([1, nothing, 'a'] as any)());
attempt(() => ({ a: 1 } as any).b());
attempt(() => [].sort(5 as any));
attempt(() => [1, 2].toSorted(null as any));
attempt(() => (5).toString(99));
attempt(() => (5).toString(1));
attempt(() => Error.length);
attempt(() => AggregateError.length);

// Parentheses end an optional chain; calling a non-function through ?.() still throws.
const o: any = { n: 5 };
const attempt = (f: () => unknown): void => {
  try {
    console.log(f());
  } catch (e) {
    console.log((e as Error).name);
  }
};
attempt(() => o.x?.y.z);
attempt(() => (o.x?.y).z);
attempt(() => o.n?.());
attempt(() => o.n?.missing());
attempt(() => o.n?.missing?.());
attempt(() => o?.x?.());
attempt(() => null!?.['x']);
attempt(() => (null as any)?.a.b.c(o.y.z));

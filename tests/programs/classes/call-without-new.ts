// A class can't be called without new, and methods can't be called with new.
class A {
  m(): void {}
}
const attempt = (f: () => unknown): void => {
  try {
    f();
    console.log('fine');
  } catch (e) {
    console.log((e as Error).name);
  }
};
attempt(() => (A as unknown as () => void)());
attempt(() => (A as any).call({}));
attempt(() => new (new A().m as any)());
attempt(() => new ((() => {}) as any)());
attempt(() => new (A as any)());
attempt(() => new ((async () => {}) as any)());
class List extends Array<number> {}
for (const call of [() => (List as any)(3), () => [1].map(List as any)]) {
  try {
    console.log(call());
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
}

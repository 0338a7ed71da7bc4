// The kinds of errors that the language throws by itself.
const kind = (f: () => unknown): void => {
  try {
    console.log('value', String(f()));
  } catch (e) {
    console.log((e as object).constructor.name);
  }
};
const u: any = undefined;
const n: any = 5;
kind(() => u.x);
kind(() => (u.x = 1));
kind(() => u());
kind(() => n());
kind(() => n.foo());
kind(() => new n());
kind(() => n.foo.bar);
kind(() => [...n]);
kind(() => {
  for (const x of n) return x;
});
kind(() => new Array(-1));
kind(() => 'x'.repeat(-1));
kind(() => (1).toFixed(101));
kind(() => (1).toString(1));
kind(() => (Symbol() as any) + '');
kind(() => `${Symbol() as any}`);
kind(() => null! in ({} as any));
kind(() => u in u);
kind(() => new Uint8Array(-1));
kind(() => JSON.parse('{'));
kind(() => Object.defineProperty(1 as any, 'x', {}));
kind(() => [].reduce((a) => a));
kind(() => structuredCloneMissing());
declare function structuredCloneMissing(): void;

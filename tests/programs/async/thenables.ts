// Anything with a callable then is adopted, in a later job; once only (ECMA-262 27.2.1.3.2).
const log: string[] = [];
const t = {
  then(f: (v: unknown) => void, r: (e: unknown) => void) {
    log.push('then called');
    f('value');
    f('again');
    r('no');
    throw new Error('ignored');
  },
};
const p = Promise.resolve(t);
log.push('sync');
console.log(await p, await (t as any), log.join());
console.log(
  await Promise.resolve({ then: 5 }).then((x) => x.then),
  await ({ then: (f: (x: any) => void) => f({ then: (g: (x: string) => void) => g('nested') }) } as any),
);
try {
  await ({
    get then(): never {
      throw new Error('getter');
    },
  } as any);
} catch (e) {
  console.log((e as Error).message);
}
try {
  await ({
    then() {
      throw new Error('in then');
    },
  } as any);
} catch (e) {
  console.log((e as Error).message);
}
const f = async (): Promise<any> => ({ then: (r: (s: string) => void) => r('from async') });
console.log(await f());
class P2 extends Promise<number> {
  static made = 0;
  constructor(e: any) {
    super(e);
    P2.made++;
  }
}
const p2 = P2.resolve(1);
const p3 = p2.then((x) => x);
console.log(p3 instanceof P2, P2.made, await p3);

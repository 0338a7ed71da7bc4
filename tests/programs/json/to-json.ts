// toJSON is called with the key, before the replacer; cycles and BigInts are TypeErrors.
class M {
  constructor(private c: number) {}
  toJSON(k: string): string {
    return `${k}=${this.c}`;
  }
}
console.log(
  JSON.stringify({ p: new M(1), list: [new M(2)] }),
  JSON.stringify(new M(3)),
  JSON.stringify({ a: { toJSON: 5 } }),
  JSON.stringify({ a: { toJSON: () => undefined } }),
  JSON.stringify([{ toJSON: () => undefined }]),
  JSON.stringify({ d: new M(4) }, (k, v) => (k ? `${typeof v}` : v)),
);
const o: any = { a: {} };
o.a.b = o;
const l: any[] = [];
l.push([l]);
for (const f of [
  () => JSON.stringify(o),
  () => JSON.stringify(l),
  () =>
    JSON.stringify({
      get x() {
        throw new RangeError('getter');
      },
    }),
]) {
  try {
    console.log(f());
  } catch (e) {
    console.log((e as Error).name);
  }
}
const shared = { s: 1 };
console.log(JSON.stringify([shared, shared, { shared }]));

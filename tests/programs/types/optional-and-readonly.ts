// Optional properties may be missing or undefined; readonly is not enforced at run time.
interface O {
  a?: number | undefined;
  readonly b: string;
  readonly list: readonly number[];
}
const present: O = { a: undefined, b: 'b', list: [1] };
const absent: O = { b: 'b', list: [] };
console.log('a' in present, 'a' in absent, present.a === absent.a);
(present as { b: string }).b = 'changed';
(present.list as number[]).push(2);
console.log(present.b, present.list.length, JSON.stringify(present), JSON.stringify(absent));
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
const m: Mutable<O> = { ...absent };
m.b = 'm';
console.log(m.b, absent.b);

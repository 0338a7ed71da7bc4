// Parentheses, assertions, `!`, `satisfies` and type arguments change nothing at run time: receivers, names, targets.
class A {
  x = 1;
  m<T>(): number {
    return this.x;
  }
  list = [1, 2, 3];
}
const a = new A();
const perhaps = a as A | undefined;
console.log((a.m<number>)(), a.m<number>(), perhaps?.m<number>?.(), (perhaps?.m)?.());
console.log((a.m)(), (a.m!)(), (a!.m as () => number)(), (a.m satisfies () => number)(), (<() => number>a.m)());
console.log((a['m']<number>)(), (perhaps?.['m']!)(), ((perhaps?.m)!)());
const detached: unknown[] = [];
for (const call of [(): number => (0, a.m)(), (): number => (a.m || a.m)(), (): number => (true ? a.m : a.m)()]) {
  try {
    detached.push(call());
  } catch (error) {
    detached.push((error as Error).constructor.name);
  }
}
console.log(detached);

const arrow = (() => 1) as () => number;
const named = (function () {} satisfies () => void)!;
const generic = (<T>(value: T): T => value)<string>;
console.log(arrow.name, named.name, generic.name, generic('g'));

const record: { [key: string]: number | undefined } = { one: 1, two: 2, three: 3 };
console.log(delete (record['one']), delete (((record.two))), delete record['three']);
console.log(Object.keys(record));
[(a as { x: number }).x, (a.list[0])!] = [5, 6];
({ x: (a.x as number), y: (a.list[1])! = 7 } = { x: 8 } as { x: number; y?: number });
console.log(a.x, a.list);
(a.x as number)++;
(a.x)! += 2;
(a.x as number | undefined) ??= 0;
console.log(a.x);

function narrow(value: string | number | undefined): string {
  if (((typeof value) as string) === 'string') return 's';
  if ((value!) === 3) return 'three';
  if (((value as number) > 3 && (value as number) < 10)!) return 'some';
  return (value === undefined) satisfies boolean ? 'u' : 'n';
}
console.log(['x', 3, 5, 50, undefined].map(narrow).join());

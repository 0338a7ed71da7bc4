// Numbers, booleans and symbols have no elements, but may be asked for them.
const values: readonly unknown[] = [10, true, Symbol('s'), 10n, 'text'];

function second(value: unknown): unknown {
  return (value as unknown[])[1];
}

const count = 5 as unknown as number[];
const flag = false as unknown as Record<number, string>;
console.log(count[0], count[-1], flag[0]);
console.log(values.map(second));

function sum(of: number[]): number {
  return of[0] + of[1];
}
console.log(sum(3 as unknown as number[]));

// A pattern that stops early closes the iterator; one that exhausts it does not (ECMA-262 8.6.2).
const log: string[] = [];
const make = (n: number): Iterable<number> => ({
  [Symbol.iterator]() {
    let i = 0;
    return {
      next: () => (
        log.push('next'),
        i < n ? { value: i++, done: false as const } : { value: undefined, done: true as const }
      ),
      return: () => (log.push('return'), { value: undefined, done: true as const }),
    };
  },
});
const show = (): void => {
  console.log(log.splice(0).join(' '));
};
const [a] = make(3);
show();
const [b, c, d] = make(2);
show();
const [...e] = make(2);
show();
const [] = make(2);
show();
const [f, ...g] = make(1);
show();
try {
  const [
    h = (() => {
      throw new Error('default');
    })(),
  ] = [undefined];
} catch (err) {
  console.log((err as Error).message);
}
try {
  const [
    ,
    i = (() => {
      throw new Error('d2');
    })(),
  ] = make(1);
} catch (err) {
  console.log((err as Error).message);
}
show();
console.log(a, b, c, d, e.length, f, g.length);

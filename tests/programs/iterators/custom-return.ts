// break, return, throw and labelled continue close the iterator; running out does not (ECMA-262 7.4.11).
const log: string[] = [];
const range = (n: number) => ({
  [Symbol.iterator]() {
    let i = 0;
    return {
      next() {
        log.push(`n${i}`);
        return i < n ? { value: i++, done: false as const } : { value: undefined, done: true as const };
      },
      return() {
        log.push('closed');
        return { value: undefined, done: true as const };
      },
    };
  },
});
const show = (s: string): void => {
  console.log(s, log.splice(0).join());
};
for (const x of range(2)) void x;
show('end');
for (const x of range(5)) if (x === 1) break;
show('break');
(() => {
  for (const x of range(5)) return x;
})();
show('return');
try {
  for (const x of range(5)) throw new Error(`t${x}`);
} catch (e) {
  show((e as Error).message);
}
outer: for (const y of [1, 2]) {
  for (const x of range(5)) {
    if (y) continue outer;
    void x;
  }
}
show('labelled');
for (const x of range(3)) {
  if (x === 1) continue;
}
show('continue');
console.log(Math.max(...range(3)));
show('spread');
try {
  new Map(range(2) as any);
} catch (e) {
  show((e as Error).name);
}
try {
  Array.from(range(3), (x) => {
    if (x === 1) throw new Error('mapper');
    return x;
  });
} catch (e) {
  show((e as Error).message);
}

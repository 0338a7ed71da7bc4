// Classes with Symbol.iterator, toPrimitive, toStringTag and hasInstance.
class Range {
  constructor(
    private a: number,
    private b: number,
  ) {}
  *[Symbol.iterator]() {
    for (let i = this.a; i < this.b; i++) yield i;
  }
  get [Symbol.toStringTag]() {
    return 'Range';
  }
  [Symbol.toPrimitive](hint: string) {
    return hint === 'number' ? this.b - this.a : `${this.a}..${this.b} (${hint})`;
  }
}
const r = new Range(2, 5);
console.log(
  [...r].join(),
  `${r}`,
  +(r as unknown as number),
  (r as unknown as string) + '',
  Object.prototype.toString.call(r),
);
class Even {
  static [Symbol.hasInstance](n: unknown) {
    return typeof n === 'number' && n % 2 === 0;
  }
}
console.log((2 as unknown) instanceof Even, (3 as unknown) instanceof Even, new Even() instanceof Even);
console.log((r as unknown as number) > 2, [r].join(), { [r as unknown as string]: 1 }['2..5 (string)']);

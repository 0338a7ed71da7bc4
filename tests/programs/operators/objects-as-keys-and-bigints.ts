// Objects as keys are converted where they are used; what converts an operand may give a BigInt.
function run(f: () => unknown): void {
  try {
    console.log(f());
  } catch (error) {
    console.log('thrown', (error as Error).message);
  }
}
const key = (text: string): any => ({
  toString() {
    return text;
  },
});
run(() => {
  const o: any = {};
  const bad: any = {
    toString() {
      throw new Error('key');
    },
  };
  o[bad] <<= 1;
  return 'no';
});
run(() => {
  const o: any = { a: 4 };
  o[key('a')] <<= 1;
  return o.a;
});
run(() => ({ b: 4 })[key('b') as 'b']);
run(() => key('d') in { d: 4 });
run(() => {
  const o: any = { e: 4 };
  return delete o[key('e')] && o.e;
});
run(() => ({ f: () => 'called' })[key('f') as 'f']());
run(() => ({ [key('g')]: 7 }));
run(() => [1, 2, 3][key('1')]);
run(() => 'abc'[key('1')]);
const number = (value: unknown): any => ({
  valueOf() {
    return value;
  },
});
run(() => 2n & number(3n));
run(() => number(6n) * 3n);
run(() => -number(5n));
run(() => {
  let x = number(5n);
  x++;
  return x;
});
run(() => number(2n) + 1);
run(() => number(2n) > 1);
run(() => number(Object(1)) & 1);

// yield* delegates next, return and throw, and gives the inner return value (ECMA-262 15.5.5).
const log: string[] = [];
function* inner(): Generator<string, string, string> {
  try {
    const x = yield 'i1';
    log.push(`got ${x}`);
    yield 'i2';
  } finally {
    log.push('inner finally');
  }
  return 'inner result';
}
function* outer(): Generator<string, void, string> {
  log.push(`result ${yield* inner()}`);
  yield* ['a', 'b'];
  yield* 'xy';
}
const it = outer();
it.next();
console.log(it.next('sent').value, [...(it as Iterable<string>)].join(), log.join());
const it2 = outer();
it2.next();
console.log(JSON.stringify(it2.return(undefined)), log.at(-1));
const it3 = outer();
it3.next();
try {
  it3.throw(new Error('thrown'));
} catch (e) {
  console.log((e as Error).message);
}
function* nested(n: number): Generator<number> {
  if (n > 0) {
    yield n;
    yield* nested(n - 1);
    yield -n;
  }
}
console.log([...nested(4)].join());
try {
  (function* () {
    yield* 5 as any;
  })().next();
} catch (e) {
  console.log((e as Error).name);
}

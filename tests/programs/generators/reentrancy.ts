// A running generator can't be resumed; an error ends it for good.
const again = (): unknown => it.next();
const it: Generator<number> = (function* () {
  try {
    again();
  } catch (e) {
    console.log((e as Error).name);
  }
  yield 1;
  throw new Error('dead');
})();
console.log(it.next().value);
try {
  it.next();
} catch (e) {
  console.log((e as Error).message);
}
console.log(JSON.stringify(it.next()), JSON.stringify(it.return(3)));
try {
  it.throw(new Error('again'));
} catch (e) {
  console.log((e as Error).message);
}

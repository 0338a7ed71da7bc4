// return() and throw() resume at the yield: finally runs, catch may swallow, yield in finally delays the end.
const log: string[] = [];
function* g(): Generator<any, any, any> {
  try {
    yield 1;
    yield 2;
  } catch (e) {
    log.push(`caught ${e}`);
    yield 'after catch';
  } finally {
    log.push('finally');
    yield 'in finally';
    log.push('end');
  }
  return 'ret';
}
const a = g();
a.next();
console.log(JSON.stringify(a.return('R')), JSON.stringify(a.next()), JSON.stringify(a.next()));
const b = g();
b.next();
console.log(JSON.stringify(b.throw('T')), JSON.stringify(b.next()), JSON.stringify(b.next()));
const c = g();
console.log(JSON.stringify(c.return('early')), JSON.stringify(c.next()));
const d = g();
try {
  d.throw(new Error('not started'));
} catch (e) {
  console.log((e as Error).message, d.next().done);
}
console.log(log.join());
function* over(): Generator<number, string> {
  try {
    yield 1;
  } finally {
    return 'override';
  }
}
const o = over();
o.next();
console.log(JSON.stringify(o.return('x')));
for (const x of g()) {
  if (x === 1) break;
}
console.log(log.length);

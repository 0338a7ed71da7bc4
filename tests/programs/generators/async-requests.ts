// Calls of next, return and throw on an async generator queue up and are answered in order (ECMA-262 27.6.3).
const log: string[] = [];
const show = (name: string, promise: Promise<IteratorResult<unknown, unknown>>): Promise<void> =>
  promise.then(
    ({ value, done }) => void log.push(`${name}: ${value} ${done}`),
    (error) => void log.push(`${name}: threw ${(error as Error).message}`),
  );
const flush = (title: string): void => console.log(`${title} | ${log.splice(0).join(', ')}`);

async function* numbers(): AsyncGenerator<number, string, string> {
  log.push('begins');
  const a = yield 1;
  log.push(`got ${a}`);
  const b = yield Promise.resolve(2);
  log.push(`got ${b}`);
  return 'end';
}
const g = numbers();
log.push('called');
await Promise.all([
  show('a', g.next('lost')),
  show('b', g.next('x')),
  show('c', g.next('y')),
  show('d', g.next('z')),
  show('e', g.return('late')),
]);
flush('queue');

const unstarted = numbers();
await Promise.all([
  show('return', unstarted.return(Promise.resolve('settled') as never)),
  show('next', unstarted.next('')),
  show('throw', unstarted.throw(new Error('after'))),
]);
flush('unstarted');
await show('rejected', numbers().return(Promise.reject(new Error('given')) as never));
await show('thrown', numbers().throw(new Error('at the start')));
flush('at the start');

async function* careful(): AsyncGenerator<string, string, string> {
  for (let i = 0; ; i++) {
    try {
      const got = yield `step ${i}`;
      log.push(`got ${got}`);
    } catch (error) {
      yield `caught ${(error as Error).message}`;
    } finally {
      log.push(`finally ${i}`);
      await null;
      if (i === 2) yield 'in finally';
    }
  }
}
const c = careful();
await show('next', c.next(''));
await show('throw', c.throw(new Error('T')));
await show('next', c.next('A'));
await show('next', c.next('B'));
await show('return', c.return('R'));
await show('next', c.next('C'));
await show('next', c.next('D'));
flush('careful');

async function* failing(): AsyncGenerator<number> {
  yield 1;
  throw new Error('broken');
}
const f = failing();
await Promise.all([show('1', f.next()), show('2', f.next()), show('3', f.next()), show('4', f.throw(new Error('own')))]);
flush('failing');

async function* rejecting(): AsyncGenerator<number> {
  try {
    yield Promise.reject(new Error('never yielded')) as never;
  } catch (error) {
    log.push(`inside: ${(error as Error).message}`);
  }
  return Promise.reject(new Error('never returned')) as never;
}
const r = rejecting();
await show('next', r.next());
await show('next', r.next());
flush('rejecting');

async function* inner(): AsyncGenerator<string, string, string> {
  try {
    log.push(`inner got ${yield 'i1'}`);
    log.push(`inner got ${yield 'i2'}`);
    return 'inner result';
  } catch (error) {
    log.push(`inner caught ${(error as Error).message}`);
    return 'inner recovered';
  } finally {
    log.push('inner finally');
  }
}
async function* outer(): AsyncGenerator<string, string, string> {
  const result: string = yield* inner();
  log.push(`result ${result}`);
  yield* ['s1', Promise.resolve('s2')] as Iterable<string>;
  return 'outer result';
}
for (const end of ['none', 'throw', 'return']) {
  const o = outer();
  await show('1', o.next('lost'));
  if (end === 'none') await show('2', o.next('x'));
  if (end === 'throw') await show('2', o.throw(new Error('T')));
  if (end === 'return') await show('2', o.return('R'));
  for (let i = 3; i < 7; i++) await show(`${i}`, o.next('y'));
  flush(end);
}

const syncSource = {
  [Symbol.iterator]() {
    let n = 0;
    return {
      next: () => ({ value: Promise.resolve(n++), done: n > 3 }),
      return: () => {
        log.push('closed');
        return { value: undefined, done: true };
      },
    };
  },
};
for await (const value of syncSource) {
  log.push(`${value}`);
  if (value === 1) break;
}
flush('for await over a sync iterable');
console.log(Object.prototype.toString.call(g), typeof g[Symbol.asyncIterator], g[Symbol.asyncIterator]() === g);

// Key, value and default are evaluated left to right, defaults only when needed (ECMA-262 8.6.2, 13.15.5).
const log: string[] = [];
const t = <T>(s: string, v: T): T => (log.push(s), v);
const source = {
  get a() {
    return t('get a', undefined);
  },
  get b() {
    return t('get b', 1);
  },
};
const { [t('key a', 'a')]: a = t('default a', 5), [t('key b', 'b')]: b = t('default b', 6) } =
  source as Record<string, unknown>;
console.log(log.splice(0).join(', '), a, b);
const target = {
  set x(v: unknown) {
    log.push(`set x ${v}`);
  },
  set y(v: unknown) {
    log.push(`set y ${v}`);
  },
};
[t('target 1', target).x, t('target 2', target).y] = {
  *[Symbol.iterator]() {
    log.push('first');
    yield 1;
    log.push('second');
    yield 2;
  },
} as unknown as number[];
console.log(log.join(', '));

// Yields in every kind of position: conditions, arguments, templates, loops, switch, try, defaults.
function* g(): Generator<string, string, any> {
  const f = (...xs: unknown[]): string => xs.join('+');
  const a = f(yield 'arg1', yield 'arg2');
  const b = (yield 'cond') ? yield 'then' : yield 'else';
  const c = `${yield 'tpl1'}-${yield 'tpl2'}`;
  const [d = yield 'default'] = [];
  const o = { k: yield 'value', [yield 'key']: 1 };
  for (let i = yield 'start'; i < (yield 'limit'); i++) {
    switch (yield 'switch') {
      case 1:
        continue;
      default:
        break;
    }
  }
  const e = (yield 'left') + (yield 'right');
  return [a, b, c, d, Object.keys(o).join(), e].join(' ');
}
const it = g();
const names: string[] = [];
const answers: Record<string, unknown> = {
  arg1: 1,
  cond: 0,
  else: 'E',
  key: 'k2',
  start: 0,
  limit: 2,
  left: 3,
  right: 4,
};
let r = it.next();
while (!r.done) {
  names.push(r.value as string);
  r = it.next(answers[r.value] ?? 1);
}
console.log(names.join());
console.log(r.value);

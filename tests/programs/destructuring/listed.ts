// Array literals that are taken apart at once: order of evaluation, lengths that differ, defaults, rest, nesting, suspension.
const log: string[] = [];
function seen<T>(value: T, name: string): T {
  log.push(name);
  return value;
}
const list = [1, 2, 3, 4];
[list[0], list[3]] = [list[3], list[0]];
[list[seen(1, 'first')], list[seen(2, 'second')]] = [seen(list[2], 'third'), seen(list[1], 'fourth')];
console.log(list.join(), log.splice(0).join());

let [a, b, c = seen('default', 'c')] = [seen(1, 'a'), seen(2, 'b')] as [number, number, string?];
console.log(a, b, c, log.splice(0).join());
[a, b] = [b, a];
[b] = [seen(7, 'kept'), seen(8, 'dropped')];
console.log(a, b, log.splice(0).join());

let rest: unknown[];
let nested: unknown;
[, ...rest] = [1, 2, 3];
[[nested], { length: a }] = [[[5]], 'text'];
console.log(rest, nested, a);
const returned = ([a, b] = [10, 20]);
console.log(returned, a, b);

const target = {
  set x(value: number) {
    log.push(`x ${value}`);
  },
  set y(value: number) {
    log.push(`y ${value}`);
    if (value > 1) throw new Error('stop');
  },
};
try {
  [target.x, target.y, target.x] = [1, 2, 3];
} catch (error) {
  log.push((error as Error).message);
}
console.log(log.splice(0).join());

function* swapping(): Generator<string, void, number> {
  let [one, two] = [yield 'one', yield 'two'];
  [one, two] = [two, yield `${one} ${two}`];
  yield `${one} ${two}`;
}
const steps = swapping();
console.log([steps.next(), steps.next(1), steps.next(2), steps.next(3)].map((step) => step.value).join('; '));
for (let [i, j] = [0, 10]; i < j; [i, j] = [i + 1, j - 3]) log.push(`${i}-${j}`);
console.log(log.join());

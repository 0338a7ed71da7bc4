// A yield inside try, loops and switch: next, throw and return take the right way out.
function* steps(): Generator<string, string, unknown> {
  for (const name of ['a', 'b', 'c']) {
    try {
      switch (name) {
        case 'a':
          yield `first ${name}`;
          break;
        case 'b':
          try {
            yield `second ${name}`;
            continue;
          } finally {
            yield `leaving ${name}`;
          }
        default:
          for (const [key, value] of Object.entries({ x: 1, y: 2 })) yield `${key}${value}`;
      }
    } catch (error) {
      yield `caught ${error} at ${name}`;
    } finally {
      console.log('finally', name);
    }
  }
  return 'end';
}
console.log([...steps()].join());

function run(...moves: ((g: Generator<string, string, unknown>) => IteratorResult<string, string>)[]): void {
  const g = steps();
  const seen = moves.map((move) => {
    try {
      const { value, done } = move(g);
      return `${value}${done ? '!' : ''}`;
    } catch (error) {
      return `threw ${error}`;
    }
  });
  console.log(seen.join());
}
const next = (g: Generator<string, string, unknown>): IteratorResult<string, string> => g.next();
const fail = (g: Generator<string, string, unknown>): IteratorResult<string, string> => g.throw('E');
const leave = (g: Generator<string, string, unknown>): IteratorResult<string, string> => g.return('R');
run(next, fail, next, next, next);
run(next, next, fail, next, next);
run(next, next, leave, next, next);
run(next, leave, next);
run(leave, next);
run(fail, next);
run(next, next, next, next, leave, fail);

class Shape {
  name = 'shape';
}
class Circle extends Shape {
  radius = 2;
}
/** What a value is found to be before a yield is still known behind it. */
function* kinds(shape: Shape, text: string | number): Generator<unknown> {
  if (shape instanceof Circle) {
    yield shape.name;
    yield shape.radius;
  }
  if (typeof text === 'string') {
    yield text.length;
    yield text.toUpperCase();
  }
}
console.log([...kinds(new Circle(), 'four')].join(), [...kinds(new Shape(), 4)].join());

/** Two generators of one function keep their variables apart, also when it is made in a closure. */
function makeCounter(step: number): () => Generator<number> {
  return function* () {
    for (let n = 0; n < 3 * step; n += step) yield n;
  };
}
const [ones, tens] = [makeCounter(1)(), makeCounter(10)()];
console.log(ones.next().value, tens.next().value, ones.next().value, tens.next().value, [...ones, ...tens].join());

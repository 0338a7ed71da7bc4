// A state machine from a table, and one as a class per state, run over the same input.
type S = 'idle' | 'number' | 'string' | 'error';
type Action = (c: string) => void;
const tokens: string[] = [];
let buf = '';
const keep: Action = (c) => {
  buf += c;
};
const emit: Action = () => {
  tokens.push(buf);
  buf = '';
};
const both: Action = (c) => {
  keep(c);
  emit(c);
};
const classify = (c: string): string =>
  c >= '0' && c <= '9' ? 'digit' : c === '"' ? 'quote' : c === ' ' ? 'space' : 'other';
const table: Record<S, Record<string, [S, Action?]>> = {
  idle: { digit: ['number', keep], quote: ['string', keep], space: ['idle'], other: ['error'] },
  number: { digit: ['number', keep], space: ['idle', emit], quote: ['error'], other: ['error'] },
  string: {
    digit: ['string', keep],
    space: ['string', keep],
    other: ['string', keep],
    quote: ['idle', both],
  },
  error: {
    digit: ['error'],
    space: [
      'idle',
      () => {
        tokens.push('!');
        buf = '';
      },
    ],
    quote: ['error'],
    other: ['error'],
  },
};
let state = 'idle' as S;
const trace: string[] = [];
for (const c of '12 "a b9" x7 003 4"  5 "open ') {
  const [next, act]: [S, Action?] = table[state][classify(c)]!;
  act?.(c);
  if (next !== state) trace.push(`${state[0]}${next[0]}`);
  state = next as S;
}
console.log(tokens.join('|'), state, JSON.stringify(buf), trace.join(' '));
abstract class Light {
  abstract readonly seconds: number;
  abstract next(): Light;
}
class Red extends Light {
  readonly seconds = 3;
  next(): Light {
    return new Green();
  }
}
class Green extends Light {
  readonly seconds = 4;
  next(): Light {
    return new Yellow();
  }
}
class Yellow extends Light {
  readonly seconds = 1;
  next(): Light {
    return new Red();
  }
}
let light: Light = new Red();
let left = light.seconds;
let line = '';
for (let t = 0; t < 20; t++) {
  line += light.constructor.name[0];
  if (--left === 0) {
    light = light.next();
    left = light.seconds;
  }
}
console.log(line);

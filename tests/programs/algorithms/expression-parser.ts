// A tokenizer, a precedence-climbing parser and an evaluator with variables and functions.
type Token = { kind: 'num'; value: number } | { kind: 'name' | 'op'; text: string };
type Expr =
  | { t: 'num'; v: number }
  | { t: 'var'; n: string }
  | { t: 'bin'; op: string; l: Expr; r: Expr }
  | { t: 'neg'; e: Expr }
  | { t: 'call'; f: string; args: Expr[] };
const digit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9';
const letter = (c: string | undefined): boolean => c !== undefined && ((c >= 'a' && c <= 'z') || c === '_');
function tokenize(s: string): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < s.length; ) {
    const c = s[i]!;
    const start = i;
    if (c === ' ') i++;
    else if (digit(c) || (c === '.' && digit(s[i + 1]))) {
      while (digit(s[i]) || s[i] === '.') i++;
      out.push({ kind: 'num', value: Number(s.slice(start, i)) });
    } else if (letter(c)) {
      while (letter(s[i]) || digit(s[i])) i++;
      out.push({ kind: 'name', text: s.slice(start, i) });
    } else if ('+-*/%^(),'.includes(c)) {
      out.push({ kind: 'op', text: c });
      i++;
    } else throw new SyntaxError(`unexpected '${c}' at ${i}`);
  }
  return out;
}
class Parser {
  #i = 0;
  constructor(private readonly ts: Token[]) {}
  #op(): string | undefined {
    const t = this.ts[this.#i];
    return t?.kind === 'op' ? t.text : undefined;
  }
  #expect(op: string): void {
    if (this.#op() !== op) throw new SyntaxError(`expected '${op}'`);
    this.#i++;
  }
  parse(): Expr {
    const e = this.#expr(0);
    if (this.#i < this.ts.length) throw new SyntaxError('trailing input');
    return e;
  }
  static prec: Record<string, number> = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '^': 4 };
  #expr(min: number): Expr {
    let l = this.#unary();
    for (;;) {
      const op = this.#op();
      const p = op === undefined ? undefined : Parser.prec[op];
      if (op === undefined || p === undefined || p < min) return l;
      this.#i++;
      l = { t: 'bin', op, l, r: this.#expr(op === '^' ? p : p + 1) };
    }
  }
  #unary(): Expr {
    if (this.#op() === '-') {
      this.#i++;
      return { t: 'neg', e: this.#expr(3) };
    }
    const t = this.ts[this.#i++];
    if (!t) throw new SyntaxError('unexpected end');
    if (t.kind === 'num') return { t: 'num', v: t.value };
    if (t.kind === 'name') {
      if (this.#op() !== '(') return { t: 'var', n: t.text };
      this.#i++;
      const args: Expr[] = [];
      if (this.#op() !== ')') {
        do args.push(this.#expr(0));
        while (this.#op() === ',' && ++this.#i);
      }
      this.#expect(')');
      return { t: 'call', f: t.text, args };
    }
    if (t.text === '(') {
      const e = this.#expr(0);
      this.#expect(')');
      return e;
    }
    throw new SyntaxError(`unexpected '${t.text}'`);
  }
}
const fns: Record<string, (...a: number[]) => number> = {
  max: Math.max,
  sqrt: Math.sqrt,
  sum: (...a) => a.reduce((x, y) => x + y, 0),
};
function evaluate(e: Expr, env: Record<string, number>): number {
  switch (e.t) {
    case 'num':
      return e.v;
    case 'neg':
      return -evaluate(e.e, env);
    case 'var':
      if (!Object.hasOwn(env, e.n)) throw new ReferenceError(`unknown ${e.n}`);
      return env[e.n]!;
    case 'call': {
      const f = fns[e.f];
      if (!f) throw new TypeError(`no function ${e.f}`);
      return f(...e.args.map((a) => evaluate(a, env)));
    }
    case 'bin': {
      const l = evaluate(e.l, env),
        r = evaluate(e.r, env);
      switch (e.op) {
        case '+':
          return l + r;
        case '-':
          return l - r;
        case '*':
          return l * r;
        case '/':
          return l / r;
        case '%':
          return l % r;
        default:
          return l ** r;
      }
    }
  }
}
for (const s of [
  '1+2*3',
  '(1+2)*3',
  '2^3^2',
  '-2^2',
  '10-4-3',
  '2*-3',
  'x*x+y',
  'max(1,x,2)',
  'sum()',
  'sqrt(16)/.5',
  '7%4*2',
  '1/0',
  '',
  '1+',
  '(1',
  '1 2',
  '3 $ 4',
  'nope',
  'f(1)',
  '*1',
  '--1',
]) {
  try {
    console.log(`${s} = ${evaluate(new Parser(tokenize(s)).parse(), { x: 5, y: 0.5 })}`);
  } catch (e) {
    console.log(`${s} : ${(e as Error).name} ${(e as Error).message}`);
  }
}

// A Brainfuck interpreter with a jump table, run on two programs.
function run(code: string, input = ''): string {
  const jump = new Map<number, number>();
  const stack: number[] = [];
  for (let i = 0; i < code.length; i++) {
    if (code[i] === '[') stack.push(i);
    else if (code[i] === ']') {
      const j = stack.pop();
      if (j === undefined) throw new SyntaxError(`unmatched ] at ${i}`);
      jump.set(i, j);
      jump.set(j, i);
    }
  }
  if (stack.length) throw new SyntaxError(`unmatched [ at ${stack.pop()}`);
  const tape = new Uint8Array(3000);
  let p = 0,
    at = 0,
    out = '';
  for (let i = 0; i < code.length; i++) {
    switch (code[i]) {
      case '>':
        p++;
        break;
      case '<':
        p--;
        break;
      case '+':
        tape[p]!++;
        break;
      case '-':
        tape[p]!--;
        break;
      case '.':
        out += String.fromCharCode(tape[p]!);
        break;
      case ',':
        tape[p] = at < input.length ? input.charCodeAt(at++) : 0;
        break;
      case '[':
        if (tape[p] === 0) i = jump.get(i)!;
        break;
      case ']':
        if (tape[p] !== 0) i = jump.get(i)!;
        break;
    }
  }
  return out;
}
console.log(
  run(
    '++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.',
  ).trim(),
);
console.log(run(',[.,]', 'echo'), run('>,[>,]<[.<]', 'reverse'), run('-.').charCodeAt(0));
for (const bad of ['[', '+]']) {
  try {
    run(bad);
  } catch (e) {
    console.log((e as Error).message);
  }
}

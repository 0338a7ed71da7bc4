/** A whole random program: what it declares, then a function that uses it. */
import { Context, type Features } from './context.ts';
import { makeAsync, makeClass, makeFunction, makeGenerator, makeShape } from './declarations.ts';
import { make } from './expressions.ts';
import { Prng } from './prng.ts';
import { makeStatements, pickType } from './statements.ts';
import { type List, lines, type Node, print, statement } from './tree.ts';
import { NUMBER, typeText } from './types.ts';

/** A program: its declarations, one of which is the function `run`. */
export type ProgramTree = List;

/** What every program begins with. A program out of fuel ends, however it recurses. */
const PRELUDE = `let fuel = 1500;
function burn(): boolean {
  if (--fuel < 0) throw new RangeError('out of fuel');
  return true;
}
function show(value: unknown): string {
  return Object.is(value, -0) ? '-0' : typeof value === 'string' ? JSON.stringify(value) : typeof value === 'object' && value !== null ? 'object' : typeof value === 'function' ? 'function' : String(value);
}
function print(...values: unknown[]): void {
  console.log(values.map(show).join(' '));
}
function report(error: unknown): void {
  console.log(error instanceof Error ? \`\${error.name}: \${error.message}\` : \`thrown \${show(error)}\`);
}
function pending(promise: Promise<unknown>): void {
  promise.then((value) => print('then', value), report);
}
`;

/**
 * Programs with neighbouring seeds share a compilation, where what one loses sight of is unknown in all. So those that lie about
 * types are neighbours.
 */
function lies(seed: number): boolean {
  return Math.floor(seed / 100) % 2 === 1;
}

function drawFeatures(random: Prng, isLying: boolean): Features {
  const on = (percent: number): boolean => random.chance(percent);
  return {
    lies: isLying,
    holes: on(30),
    generators: on(40),
    async: on(30),
    collections: on(50),
    typedArrays: on(40),
    closures: on(50),
    unions: on(40),
    exceptions: on(60),
    objects: on(60),
    mathematics: on(20),
    unicode: on(30),
  };
}

/** The program of a seed. */
export function makeProgram(seed: number): ProgramTree {
  const random = new Prng(seed);
  const features = drawFeatures(random, lies(seed));
  const context = new Context(random, features);
  const declarations: Node[] = [];
  declarations.push(...random.times(0, 1, () => makeShape(context)));
  declarations.push(...random.times(0, 2, () => makeClass(context)));
  for (let i = random.below(3); i > 0; i--) declarations.push(makeGlobal(context));
  declarations.push(...random.times(0, 2, () => makeFunction(context)));
  if (features.generators) declarations.push(makeGenerator(context));
  if (features.async) declarations.push(makeAsync(context));
  const body = context.inFunction({ isAsync: true }, () =>
    lines(random.times(1, 4, () => makeGroup(context))),
  );
  declarations.push(statement('export async function run(): Promise<void> {', body, '}'));
  return lines(declarations);
}

/** A variable of the module; its value is made without a call, since nothing catches what that would throw. */
function makeGlobal(context: Context): Node {
  const type = context.random.chance(50) ? NUMBER : pickType(context, 1);
  const simple = type.kind === 'class' || type.kind === 'object' || type.kind === 'function' ? NUMBER : type;
  const value = make(context, simple, 0);
  const name = context.newName('global');
  context.declare(name, simple, true);
  return statement(`let ${name}: ${typeText(simple)} = `, value, ';');
}

/** Statements in a try of their own: what they throw is printed and the next ones run. */
function makeGroup(context: Context): Node {
  const body = context.scoped(() => lines(makeStatements(context, 2, 2, 5)));
  return statement('try {', body, '} catch (error) { report(error); }');
}

/** The program's text. It is well-typed but for its lies, and for what a checker knows better from a constant. */
export function programText(tree: ProgramTree): string {
  return `// @ts-nocheck\n${PRELUDE}${tree.items.map((item) => print(item)).join('\n')}\n`;
}

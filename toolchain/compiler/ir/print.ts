/**
 * IR as text, for `--emit ir`, failing tests and the verifier's complaints. One line an instruction:
 *
 *     %12 = prop.get %3 name=length : js
 *
 * Pure; numbers come from Instr.id and Block.id, so run `number` (the builder and the passes do) before.
 */
import type { Attributes, Block, FunctionIr, Instr, Program } from './ir.ts';
import { printedName } from './names.ts';
import { opRow } from './ops.ts';
import type { Hint } from './types.ts';

/** All functions that are lowered so far and reachable from the modules by name, in the order found. */
export function printProgram(program: Program, functions: Iterable<FunctionIr>): string {
  const order = program.modules.map((module) => module.key).join(', ');
  return `modules: ${order}\n\n${[...functions].map((fn) => printFunction(fn)).join('\n')}`;
}

/** One function with its blocks; `describe` may say more about a value (its inferred type). */
export function printFunction(fn: FunctionIr, describe?: (instr: Instr) => string): string {
  const params = fn.params.map((p) => `${p.name}: ${p.type}`).join(', ');
  const flags = [
    fn.isAsync ? ' async' : '',
    fn.isGenerator ? ' generator' : '',
    fn.generic ? ' generic' : '',
    fn.trusted ? ' trusted' : '',
    fn.externSymbol === undefined ? '' : ` extern=${fn.externSymbol}`,
  ].join('');
  const captures = fn.captures.map((c) => (c.cell ? `cell ${c.name}` : c.name)).join(', ');
  const head = `${fn.kind} ${fn.key}(${params}) : ${fn.resultType}${flags}${captures === '' ? '' : ` captures [${captures}]`}`;
  return `${head} {\n${fn.blocks.map((b) => printBlock(b, describe)).join('')}}\n`;
}

function printBlock(block: Block, describe?: (instr: Instr) => string): string {
  const preds = block.preds.map((pred) => `b${pred.id}`).join(', ');
  const head = `b${block.id}:${block.cold ? ' cold' : ''}${preds === '' ? '' : `  ; from ${preds}`}\n`;
  const line = (instr: Instr): string => {
    const more = describe === undefined ? '' : describe(instr);
    return `  ${printInstr(instr)}${more === '' ? '' : `  ; ${more}`}\n`;
  };
  return head + block.instrs.map(line).join('');
}

/** One instruction without indentation. */
export function printInstr(instr: Instr): string {
  const args = instr.args.map((arg) => `%${arg.id}`).join(', ');
  const attrs = printAttributes(instr.attrs);
  const text = [instr.op, args, attrs].filter((part) => part !== '').join(' ');
  return instr.type === 'void' ? text : `%${instr.id} = ${text} : ${instr.type}`;
}

function printAttributes(attrs: Attributes): string {
  const parts: string[] = [];
  for (const key of Object.keys(attrs) as (keyof Attributes)[]) {
    const text = printAttribute(attrs, key);
    if (text !== '') parts.push(text);
  }
  return parts.join(' ');
}

function printAttribute(attrs: Attributes, key: keyof Attributes): string {
  switch (key) {
    case 'value':
      return typeof attrs.value === 'string' ? JSON.stringify(attrs.value) : printNumber(attrs.value);
    case 'integer':
      return String(attrs.integer);
    case 'global':
      return `@${attrs.global?.key}`;
    case 'fn':
      return `fn=${attrs.fn?.key}`;
    case 'class':
      return `class=${attrs.class?.key}`;
    case 'member': {
      const member = attrs.member;
      return `member=${member?.isStatic ? 'static ' : ''}${member?.kind} ${member?.name ?? '[computed]'}`;
    }
    case 'keys':
      return `{${attrs.keys?.join(', ')}}`;
    case 'targets':
      return `-> ${attrs.targets?.map((target) => `b${target.id}`).join(', ')}`;
    case 'cases':
      return `cases=${attrs.cases?.join(',')}`;
    case 'filter':
      return `filter=${printFilter(attrs)}`;
    case 'hint':
      return attrs.hint === undefined ? '' : `hint=${printHint(attrs.hint)}`;
    case 'name':
      return attrs.name === undefined ? '' : `name=${printedName(attrs.name)}`;
    default:
      return attrs[key] === undefined ? '' : `${key}=${attrs[key]}`;
  }
}

function printNumber(value: Attributes['value']): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function printFilter(attrs: Attributes): string {
  const filter = attrs.filter;
  if (filter === undefined) return '';
  const parts = [primNames(filter.keep)];
  if (filter.array !== undefined) parts.push(filter.array ? 'is array' : 'not array');
  if (filter.instanceOf !== undefined) {
    parts.push(`${filter.instanceOf.positive ? 'is' : 'not'} %${filter.instanceOf.class.id}`);
  }
  if (filter.property !== undefined) {
    const { name, value, positive } = filter.property;
    parts.push(`.${name}${positive ? '==' : '!='}${JSON.stringify(value)}`);
  }
  return parts.join(' & ');
}

/** A hint in a few characters: `number`, `undefined|object(src/a.ts:Foo)`. */
export function printHint(hint: Hint): string {
  const classes = hint.classes === undefined ? '' : `(${hint.classes.map((c) => c.key).join('|')})`;
  const typeArguments = hint.typeArguments === '' ? '' : `<${hint.typeArguments}>`;
  return primNames(hint.prims) + classes + typeArguments;
}

const PRIM_NAMES = [
  'undefined',
  'null',
  'boolean',
  'int32',
  'double',
  'string',
  'symbol',
  'bigint',
  'hole',
  'object',
  'function',
];
const ALL = (1 << PRIM_NAMES.length) - 1;

/** The names of P_* bits, joined by `|`; `any` for all but the hole. */
export function primNames(prims: number): string {
  if ((prims | 256) === ALL) return 'any';
  const names = PRIM_NAMES.filter((_, bit) => (prims & (1 << bit)) !== 0).join('|');
  return names.replace('int32|double', 'number') || 'nothing';
}

/** Does the operation have a result? For printers of other forms. */
export function hasResult(instr: Instr): boolean {
  return instr.type !== 'void' && opRow(instr.op).effect !== 'end';
}

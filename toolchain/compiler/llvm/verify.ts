/**
 * Debug builds check what whole-program inference proved, where values come out of memory, calls and other places that
 * generic code may have written: a wrong proof ends the program at its origin, with the function and the operation.
 */
import type { Instr } from '../ir/ir.ts';
import type { OpName } from '../ir/ops.ts';
import {
  P_BIGINT,
  P_BOOLEAN,
  P_DOUBLE,
  P_HOLE,
  P_INT32,
  P_NULL,
  P_STRING,
  P_SYMBOL,
  P_UNDEFINED,
} from '../ir/types.ts';
import {
  FITS_ANY,
  FITS_ANY_ARRAY,
  FITS_BIGINT,
  FITS_BOOLEAN,
  FITS_DOUBLE,
  FITS_HOLE,
  FITS_INTEGER,
  FITS_LISTED,
  FITS_NULL,
  FITS_STRING,
  FITS_SYMBOL,
  FITS_UNDEFINED,
} from '../layout/objects.ts';
import { describeType } from '../passes/inference/describe.ts';
import { isLooker } from '../passes/inference/lookers.ts';
import type { FunctionInstance } from '../passes/inference/objects.ts';
import type { Type } from '../passes/inference/type.ts';
import type { FunctionEmitter } from './function.ts';
import { ModuleBuilder } from './module.ts';
import type { Value } from './rep.ts';

/** Operations whose results are somebody else's word. */
const VERIFIED: ReadonlySet<OpName> = new Set<OpName>([
  'prop.get',
  'elem.get',
  'call',
  'call.method',
  'call.elem',
  'call.direct',
  'call.spread',
  'new',
  'new.spread',
  'param',
  'this',
  'capture',
  'global.get',
  'cell.get',
  'frame.get',
  'iter.result',
  'catch',
  'private.get',
  'private.method',
  'super.get',
  'super.method',
]);

/** The basement and the core handle words that aren't values. */
export function verifiable(f: FunctionInstance): boolean {
  // What a looker is called with hasn't escaped.
  if (isLooker(f.fn.key)) return false;
  return !/^os\/(machine|memory|runtime\/core)\//.test(f.fn.key);
}

/** Ends the program if `value`, boxed, isn't in the type that inference gave `i`. */
export function verify(e: FunctionEmitter, i: Instr, value: Value): void {
  if (!VERIFIED.has(i.op) || i.type !== 'js' || !verifiable(e.f)) return;
  if (value.rep !== 'js' && value.rep !== 'ptr') return;
  const type = e.type(i);
  if (type.objects.some((o) => o.kind === 'cell' || o.kind === 'frame' || o.kind === 'iterator')) return;
  const word = e.convert(value, 'js');
  const fits = fitsType(e, type, word);
  const good = e.code.fresh('fits');
  const bad = e.code.fresh('misfit');
  e.code.branch(e.bool(fits), good, bad, 'yes');
  e.code.start(bad);
  const what = `${e.f.fn.key} %${i.id} ${i.op} ${i.attrs.name ?? ''}`;
  e.runtime(
    'misfit',
    { rep: 'js', text: word },
    e.str(`a value is not what inference says: ${what}: ${describeType(type)}`),
  );
  e.code.end('unreachable');
  e.code.start(good);
}

/** Is the boxed word a value of the type? */
export function fitsType(e: FunctionEmitter, type: Type, word: string): Value {
  return e.runtime(
    'fitsType',
    { rep: 'js', text: word },
    { rep: 'u32', text: String(fitsBits(type)) },
    { rep: 'u64', text: shapesOf(e, type) },
    { rep: 'u32', text: String(type.objects.length) },
    { rep: 'u32', text: String(othersOf(type)) },
  );
}

const FITS: readonly (readonly [number, number])[] = [
  [P_UNDEFINED, FITS_UNDEFINED],
  [P_NULL, FITS_NULL],
  [P_BOOLEAN, FITS_BOOLEAN],
  [P_INT32, FITS_INTEGER],
  [P_DOUBLE, FITS_DOUBLE],
  [P_STRING, FITS_STRING],
  [P_SYMBOL, FITS_SYMBOL],
  [P_BIGINT, FITS_BIGINT],
  [P_HOLE, FITS_HOLE],
];

export function fitsBits(type: Type): number {
  return FITS.reduce((bits, [p, fits]) => ((type.prims & p) === 0 ? bits : bits | fits), 0);
}

/** FITS_LISTED and its kin: which objects a type allows beside those that it names. */
export function othersOf(type: Type): number {
  if (!type.opaque) return FITS_LISTED;
  return type.arrays ? FITS_ANY_ARRAY : FITS_ANY;
}

/** A list of the shapes that a type names, in the image. */
function shapesOf(e: FunctionEmitter, type: Type): string {
  if (type.objects.length === 0) return '0';
  const symbol = `shapes.${type.objects.map((o) => o.number).join('.')}`;
  const rows = type.objects.map((o) => `i32 ${e.shapeConstant(o)}`);
  e.em.module.addGlobal(symbol, `internal constant [${rows.length} x i32] [${rows.join(', ')}]`);
  return `ptrtoint (ptr ${ModuleBuilder.ref(symbol)} to i64)`;
}

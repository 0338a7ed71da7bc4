/**
 * `new Array(length)` with what surely is a number (ECMA-262 23.1.1.1): the length is no element. Where all that becomes of the array is
 * `.fill(value)`, nobody sees the holes that it begins with.
 */
import type { FunctionIr, Instr } from '../../ir/ir.ts';
import { P_NUMBER } from '../../ir/types.ts';
import { type Arguments, methodOf } from './calls.ts';
import type { AbstractObject, FunctionInstance } from './objects.ts';
import { isOnly } from './type.ts';
import type { World } from './world.ts';

/** Does it make an array of a length? Inference and selection decide alike by it. */
export function isLengthOnly(
  world: World,
  constructor: AbstractObject,
  { listed, spread }: Arguments,
): boolean {
  const [length] = listed;
  return (
    length !== undefined &&
    listed.length === 1 &&
    spread === undefined &&
    isOnly(length, P_NUMBER) &&
    constructor.class === world.program.runtimeClass('Array')
  );
}

/** Is the new array only the receiver of the built-in `fill(value)`? The reader is analysed again when `fill` is replaced. */
export function isFilledAtOnce(world: World, made: Instr, reader: FunctionInstance): boolean {
  const use = onlyUse(reader.fn, made);
  if (use?.op !== 'call.method' || use.attrs.name !== 'fill' || use.args.length !== 2 || use.args[0] !== made)
    return false;
  const prototype = world.builtinPrototype('Array');
  prototype.field('fill').readers.add(reader);
  return methodOf(prototype, 'fill', 1)?.fn?.trusted === true;
}

const onlyUses = new WeakMap<Instr, Instr | 'several'>();

function onlyUse(fn: FunctionIr, value: Instr): Instr | undefined {
  let found = onlyUses.get(value);
  if (found === undefined) {
    const uses = fn.blocks.flatMap((block) => block.instrs.filter((i) => i.args.includes(value)));
    const [only] = uses;
    found = uses.length === 1 && only !== undefined ? only : 'several';
    onlyUses.set(value, found);
  }
  return found === 'several' ? undefined : found;
}

/**
 * Texts that are put together: template literals, and sums in which a part is a text for sure. What is only a part of another such text isn't
 * made by itself: `'a' + n + 'b'` is one call with three words, which writes the digits of numbers where they belong.
 *
 * A part may be put off until the text around it is made because strings never change, and converting primitives that are no symbols or BigInts
 * runs no code of the program. That a text becomes too long is noticed in the same order as before: nothing that can be seen lies between.
 */
import type { Instr } from '../../ir/ir.ts';
import { opRow } from '../../ir/ops.ts';
import { P_BOOLEAN, P_NULL, P_NUMBER, P_STRING, P_UNDEFINED } from '../../ir/types.ts';
import { INTEGER_PART_HIGH } from '../../layout/values.ts';
import { isInt32, isOnly } from '../../passes/inference/type.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';

/** What the run time's concatAll takes as a part. */
const PART = P_STRING | P_NUMBER | P_BOOLEAN | P_NULL | P_UNDEFINED;

/** The instructions that one other instruction uses, once, and that no variable is; with that instruction. */
const users = new WeakMap<FunctionEmitter, ReadonlyMap<Instr, Instr>>();

function onlyUser(e: FunctionEmitter, i: Instr): Instr | undefined {
  let known = users.get(e);
  if (known === undefined) {
    known = usersOf(e);
    users.set(e, known);
  }
  return known.get(i);
}

function usersOf(e: FunctionEmitter): ReadonlyMap<Instr, Instr> {
  const found = new Map<Instr, Instr>();
  const others = new Set(e.f.fn.namings.map(({ value }) => value));
  for (const block of e.f.fn.blocks) {
    for (const user of block.instrs) {
      for (const used of user.args) {
        if (found.has(used)) others.add(used);
        found.set(used, user);
      }
    }
  }
  for (const used of others) found.delete(used);
  return found;
}

/** Is it `a + b` of a text for sure and another primitive? */
export function isTextSum(e: FunctionEmitter, i: Instr): boolean {
  if (i.op !== 'binary' || i.attrs.operator !== '+') return false;
  const [a, b] = [e.type(i.args[0]), e.type(i.args[1])];
  return (isOnly(a, P_STRING) && isOnly(b, PART)) || (isOnly(b, P_STRING) && isOnly(a, PART));
}

/** Is the text made by the only one that uses it, as a part of a longer text? */
export function isOnlyPart(e: FunctionEmitter, i: Instr): boolean {
  if (i.op === 'tostring') {
    return isOnly(e.type(i.args[0]), PART) && isLonger(e, onlyUser(e, i));
  }
  if (i.op !== 'concat' && !isTextSum(e, i)) return false;
  const user = onlyUser(e, i);
  return isLonger(e, user) && user?.block === i.block && isQuietBetween(e, i, user);
}

/** Is it a text of several parts? */
function isLonger(e: FunctionEmitter, user: Instr | undefined): boolean {
  if (user === undefined) return false;
  return user.op === 'concat' ? user.args.length > 1 : isTextSum(e, user);
}

/** Does nothing run between two instructions of a block that could be seen, or fail? */
function isQuietBetween(e: FunctionEmitter, from: Instr, to: Instr): boolean {
  const { instrs } = from.block;
  for (let at = instrs.indexOf(from) + 1; instrs[at] !== to; at++) {
    const i = instrs[at];
    if (i === undefined) return false;
    const { effect } = opRow(i.op);
    const isQuiet = effect === 'pure' || effect === 'read' || i.op === 'concat';
    if (!isQuiet && !(isConverting(i) && i.args.every((a) => isOnly(e.type(a), PART)))) return false;
  }
  return true;
}

function isConverting(i: Instr): boolean {
  return i.op === 'tostring' || i.op === 'binary' || i.op === 'unary' || i.op === 'compare';
}

function partsOf(e: FunctionEmitter, i: Instr): Instr[] {
  return i.args.flatMap((part) => (isOnlyPart(e, part) ? partsOf(e, part) : [part]));
}

/** Selects a template, or a sum that isTextSum affirms. */
export function concat(e: FunctionEmitter, i: Instr): void {
  if (isOnlyPart(e, i)) return;
  const parts = partsOf(e, i);
  const [first, second] = parts;
  if (first === undefined) e.set(i, e.str(''));
  else if (second === undefined) e.set(i, e.string(first));
  else if (parts.length === 2 && isOnly(e.type(first), P_STRING) && isOnly(e.type(second), P_STRING)) {
    e.set(i, e.runtime('concatStrings', e.string(first), e.string(second)));
  } else {
    const words = e.words(parts.map((part) => wordOfPart(e, part)));
    const address = e.code.value(`ptrtoint ptr ${words} to i64`);
    e.set(i, e.runtime('concatAll', { rep: 'u32', text: `${parts.length}` }, { rep: 'u64', text: address }));
  }
}

/** Int32s go there as they are, instead of as doubles. */
const INTEGER_PART = BigInt.asIntN(64, BigInt(INTEGER_PART_HIGH) << 32n).toString();

function wordOfPart(e: FunctionEmitter, part: Instr): Value {
  if (!isInt32(e.type(part))) return e.value(part);
  const low = e.code.value(`zext i32 ${e.use(part, 'i32')} to i64`);
  return { rep: 'js', text: e.code.value(`or i64 ${low}, ${INTEGER_PART}`) };
}

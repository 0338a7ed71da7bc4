/**
 * `text[i] === 'c'`: where a character is only compared with texts of one unit, its unit is, and the string of it isn't looked up.
 *
 * What lies outside of the text is read the generic way, as everywhere: undefined nearly always, but a program may give String.prototype
 * such a property.
 */
import type { Instr } from '../../ir/ir.ts';
import { STRING_LENGTH } from '../../layout/objects.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';
import { checkedIndex } from './elements.ts';
import { loadField } from './memory.ts';
import { constantText, unitWithin } from './strings.ts';

/** The results of a function that are used by nothing but comparisons with texts of one unit. */
const known = new WeakMap<FunctionEmitter, ReadonlySet<Instr>>();

export function isOnlyCompared(e: FunctionEmitter, i: Instr): boolean {
  let found = known.get(e);
  if (found === undefined) {
    found = onlyCompared(e);
    known.set(e, found);
  }
  return found.has(i);
}

function onlyCompared(e: FunctionEmitter): ReadonlySet<Instr> {
  const compared = new Set<Instr>();
  const others = new Set(e.f.fn.namings.map(({ value }) => value));
  for (const block of e.f.fn.blocks) {
    for (const user of block.instrs) {
      for (const used of user.args) (isUnitComparison(user, used) ? compared : others).add(used);
    }
  }
  for (const other of others) compared.delete(other);
  return compared;
}

const EQUALITIES: ReadonlySet<string> = new Set(['===', '!==', '==', '!=']);

/** Is it a comparison of `used` with the text of one unit? */
function isUnitComparison(user: Instr, used: Instr): boolean {
  if (user.op !== 'compare' || !EQUALITIES.has(user.attrs.operator ?? '')) return false;
  const [a, b] = user.args;
  return a !== b && constantText(a === used ? b : a)?.length === 1;
}

/** Selects the read of a character that is only compared: notes its unit. */
export function readComparedUnit(
  e: FunctionEmitter,
  i: Instr,
  receiver: Instr | undefined,
  key: Instr | undefined,
  generic: () => Value,
): void {
  const pointer = e.use(receiver, 'ptr');
  const length = loadField(e, pointer, STRING_LENGTH, 'i32', 'string length');
  const { index, ok } = checkedIndex(e, key, length);
  const unit = e.choose(
    e.code.value(`xor i1 ${ok}, true`),
    () => e.runtime('unitOfCharacter', generic()),
    () => ({ rep: 'i32', text: e.convert(unitWithin(e, pointer, index), 'i32') }),
  );
  e.units.set(i, unit.text);
}

/** `a === b` of a character whose unit was noted, and a text of one unit; or undefined. */
export function equalUnits(
  e: FunctionEmitter,
  a: Instr | undefined,
  b: Instr | undefined,
): string | undefined {
  const [noted, text] = a !== undefined && e.units.has(a) ? [a, b] : [b, a];
  const unit = noted === undefined ? undefined : e.units.get(noted);
  const expected = constantText(text);
  if (unit === undefined || expected?.length !== 1) return undefined;
  return e.code.value(`icmp eq i32 ${unit}, ${expected.charCodeAt(0)}`);
}

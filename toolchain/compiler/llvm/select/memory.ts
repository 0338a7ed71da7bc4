/**
 * Reads and writes of words whose meaning is known (alias.ts).
 */
import type { Slot } from '../../passes/object-layout.ts';
import type { Alias } from '../alias.ts';
import type { FunctionEmitter } from '../function.ts';

/** Lengths are below 2^31 (layout/objects.ts): LLVM may compare them as signed numbers. */
const LENGTHS: ReadonlySet<Alias> = new Set(['array length', 'typed length', 'string length']);

function tagOf(e: FunctionEmitter, alias: Alias): string {
  return `, !tbaa ${e.code.uses(e.em.module.aliases.of(alias))}`;
}

/** `aligned`: what the address is a multiple of, where that is less than the type wants. */
export function load(e: FunctionEmitter, type: string, at: string, alias: Alias, aligned?: number): string {
  const range = LENGTHS.has(alias) ? `, !range ${e.code.uses(e.em.module.lengths)}` : '';
  const less = aligned === undefined ? '' : `, align ${aligned}`;
  return e.code.value(`load ${type}, ptr ${at}${less}${tagOf(e, alias)}${range}`);
}

export function store(e: FunctionEmitter, type: string, value: string, at: string, alias: Alias): void {
  e.code.line(`store ${type} ${value}, ptr ${at}${tagOf(e, alias)}`);
}

export function field(e: FunctionEmitter, pointer: string, offset: number): string {
  return e.code.value(`getelementptr i8, ptr ${pointer}, i64 ${offset}`);
}

export function loadField(
  e: FunctionEmitter,
  pointer: string,
  offset: number,
  type: string,
  alias: Alias,
): string {
  return load(e, type, field(e, pointer, offset), alias);
}

export function storeField(
  e: FunctionEmitter,
  pointer: string,
  offset: number,
  word: { readonly type: string; readonly text: string },
  alias: Alias,
): void {
  store(e, word.type, word.text, field(e, pointer, offset), alias);
}

/** No other slot is at this place of the same object. */
export function slotAlias(slot: Slot): Alias {
  return `slot ${slot.name}@${slot.offset}`;
}

/**
 * A store right behind the last element of an array, where its storage has room: what `push` and `a[a.length] = x` do nearly always. The
 * run time does the rest: it makes room, and asks the prototypes for setters (os/runtime/core/objects/properties.ts, storeIndexed).
 */

import type { Instr } from '../../ir/ir.ts';
import {
  ARRAY_LENGTH,
  ARRAY_STORAGE,
  ELEMENTS_BOXED,
  RAW_SIZE,
  STORAGE_CAPACITY,
} from '../../layout/objects.ts';
import type { AbstractObject } from '../../passes/inference/objects.ts';
import type { Type } from '../../passes/inference/type.ts';
import type { FunctionEmitter } from '../function.ts';
import { ModuleBuilder } from '../module.ts';
import { type ArrayContainer, storeElement } from './elements.ts';
import { isFast } from './guarded.ts';
import { require } from './meeting.ts';
import { field, load, loadField, store } from './memory.ts';
import { elementRow } from './storage.ts';

/** Is `index` behind the last of an array's elements? In a block where it isn't within them. */
export interface Append {
  readonly container: ArrayContainer;
  readonly pointer: string;
  readonly index: string;
  readonly length: string;
}

/** What appends for the program; elsewhere in the system a call is smaller. */
const APPENDERS = /^os\/runtime\/(array\/array\.ts:ArrayGlobal\.push|collections\/)/;

/** May arrays of a type be appended to in place: have they the prototype that array literals have, for sure? */
export function isAppendable(e: FunctionEmitter, type: Type): boolean {
  if (!isFast(e) && !APPENDERS.test(e.f.fn.key)) return false;
  const prototype = e.em.world.knownPrototype('Array');
  return (
    prototype !== undefined &&
    prototype.proto !== undefined &&
    type.objects.every((o) => o.proto === prototype && !o.prototypeChanges)
  );
}

/** Appends where that is all there is to do, and goes to `slow` where it isn't. */
export function append(
  e: FunctionEmitter,
  { container, pointer, index, length }: Append,
  value: Instr | undefined,
  slow: string,
): void {
  require(e, e.code.value(`icmp eq i32 ${index}, ${length}`), slow);
  const storage = loadField(e, pointer, ARRAY_STORAGE, 'ptr', 'array storage');
  require(e, e.code.value(`icmp ne ptr ${storage}, null`), slow);
  require(e, e.code.value(`icmp ult i32 ${length}, ${capacity(e, container, storage)}`), slow);
  const prototype = e.em.world.builtinPrototype('Array');
  requireFirstShape(e, prototype, slow);
  const symbol = ModuleBuilder.ref(e.em.objectSymbol(prototype));
  const inherited = loadField(e, symbol, ARRAY_LENGTH, 'i32', 'array length');
  require(e, e.code.value(`icmp eq i32 ${inherited}, 0`), slow);
  requireFirstShape(e, e.em.world.builtinPrototype('Object'), slow);
  // The place holds nothing yet that a marking could lose.
  storeElement(e, { ...container, pointers: false }, pointer, index, value);
  const longer = e.code.value(`add i32 ${length}, 1`);
  store(e, 'i32', longer, field(e, pointer, ARRAY_LENGTH), 'array length');
}

/** How many elements the storage has room for. */
function capacity(e: FunctionEmitter, { elements }: ArrayContainer, storage: string): string {
  if (elements === ELEMENTS_BOXED) return loadField(e, storage, STORAGE_CAPACITY, 'i32', 'storage size');
  // Of elements that were shifted, storage may begin at any multiple of their size.
  const { bytes } = elementRow(elements);
  const size = load(e, 'i64', field(e, storage, RAW_SIZE), 'storage size', bytes);
  const count = e.code.value(`lshr i64 ${size}, ${Math.log2(bytes)}`);
  return e.code.value(`trunc i64 ${count} to i32`);
}

/** An object of its first shape has no property that it didn't begin with, so none that is an index. */
function requireFirstShape(e: FunctionEmitter, object: AbstractObject, slow: string): void {
  const shape = load(e, 'i32', ModuleBuilder.ref(e.em.objectSymbol(object)), 'shape');
  require(e, e.code.value(`icmp eq i32 ${shape}, ${e.shapeConstant(object)}`), slow);
}

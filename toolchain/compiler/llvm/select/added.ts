/**
 * Writes to a property of a closed object that may not be there yet (passes/inference/added-fields.ts): a test of the slot, and where it is
 * absent, of the order in which the object got its properties. What doesn't come in the order of the numbers goes through the run time
 * (os/runtime/core/objects/added.ts).
 */
import { ADDED_TOP_SHIFT, OBJECT_FLAGS } from '../../layout/objects.ts';
import type { Slot } from '../../passes/object-layout.ts';
import { WORD_HOLE_TEXT } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import type { Value } from '../rep.ts';
import { barrier } from './barrier.ts';
import { field, load, loadField, slotAlias, store } from './memory.ts';

/** All of an object's flags but the highest number that was added. */
const BELOW_TOP = 2 ** ADDED_TOP_SHIFT - 1;

/** A property to write. */
interface Written {
  readonly pointer: string;
  readonly name: string;
  readonly slot: Slot;
  /** Nothing that the object inherits from refuses a new property. */
  readonly isPlain: boolean;
}

/** Emits the write; `runtimeName` is the function of the run time that does the same. */
export function writeAdded(
  e: FunctionEmitter,
  { pointer, name, slot, isPlain }: Written,
  value: Value,
  runtimeName: string,
): void {
  const { code } = e;
  const word = e.convert(value, 'js');
  const at = field(e, pointer, slot.offset);
  const [absent, present, cold, done] = ['absent', 'present', 'cold', 'done'].map((n) => code.fresh(n)) as [
    string,
    string,
    string,
    string,
  ];
  const put = (): void => {
    store(e, 'i64', word, at, slotAlias(slot));
    code.jump(done);
  };
  code.branch(
    code.value(`icmp eq i64 ${load(e, 'i64', at, slotAlias(slot))}, ${WORD_HOLE_TEXT}`),
    absent,
    present,
  );
  code.start(present);
  if (slot.mayPoint) barrier(e, at);
  put();
  code.start(absent);
  if (isPlain) {
    const add = code.fresh('add');
    const top = (slot.added ?? 0) * 2 ** ADDED_TOP_SHIFT;
    const flags = loadField(e, pointer, OBJECT_FLAGS, 'i32', 'flags');
    const others = code.value(`and i32 ${flags}, ${BELOW_TOP}`);
    const isInOrder = code.value(`icmp ult i32 ${flags}, ${top}`);
    const isUnmarked = code.value(`icmp eq i32 ${others}, 0`);
    code.branch(code.value(`and i1 ${isInOrder}, ${isUnmarked}`), add, cold, 'yes');
    code.start(add);
    store(e, 'i32', `${top}`, field(e, pointer, OBJECT_FLAGS), 'flags');
    put();
  } else code.jump(cold);
  code.start(cold);
  e.runtime(runtimeName, { rep: 'ptr', text: pointer }, e.key(name), { rep: 'js', text: word });
  if (code.open) code.jump(done);
  code.start(done);
}

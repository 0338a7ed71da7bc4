/**
 * Loads that leave a loop: where the elements of its arrays are, how many there are, and the fields and variables that hold those arrays.
 *
 * A call in a loop may change all of that, and the slow path of an access is one; so LLVM reads everything again in each round. Here it is read
 * before the loop, into variables of the function, and again behind each call. In a loop whose usual way calls nothing these are registers.
 */
import type { Block, Instr } from '../ir/ir.ts';
import type { OpName } from '../ir/ops.ts';
import { ARRAY_STORAGE } from '../layout/objects.ts';
import { mathName } from '../passes/inference/math.ts';
import type { FunctionEmitter } from './function.ts';
import { innermostLoops, type Loop } from './natural-loops.ts';
import type { Value } from './rep.ts';
import { isSimple } from './select/arithmetic.ts';
import { type Container, containerOf, loadLength, noFlags } from './select/elements.ts';
import { isFast } from './select/guarded.ts';
import { walkedArray } from './select/iteration.ts';
import { loadField } from './select/memory.ts';
import { fieldSlot, isFieldAccess, loadSlot } from './select/properties.ts';
import { loadGlobal } from './select/values.ts';

/** Operations that call nothing on their usual way when their operands are simple, and write to nothing that is kept. */
const QUIET: ReadonlySet<OpName> = new Set<OpName>([
  'const',
  'int',
  'hole',
  'phi',
  'limit',
  'refine',
  'trust',
  'select',
  'compare',
  'truthy',
  'not',
  'frombool',
  'is.nullish',
  'is.undefined',
  'is.hole',
  'global.get',
  'cell.get',
  'capture',
  'class.ref',
  'convert',
  'int.binary',
  'int.compare',
  'tdz.check',
  'check',
  'jump',
  'branch',
  'switch',
]);

/** More arrays than this don't stay in registers. */
const ARRAYS_MAX = 6;

/** Variables of the function in which an array's parts are. */
interface KeptArray {
  /** An operation that gives it. */
  readonly array: Instr;
  readonly container: Container;
  readonly length: string;
  readonly storage: string;
  /** So many elements may be written: all, or none of an array with flags, which may be frozen. */
  readonly writable: string;
}

interface KeptLoop extends Loop {
  /** What stands for the value of an operation: the same for operations that read the same. */
  readonly names: ReadonlyMap<Instr, string>;
  readonly arrays: ReadonlyMap<string, KeptArray>;
  /** Fields and variables with the function's variables for them, in the order in which one is read from another. */
  readonly values: ReadonlyMap<string, { readonly reads: Instr; readonly slot: string }>;
}

export class KeptLoads {
  readonly #e: FunctionEmitter;
  readonly #loops: KeptLoop[] = [];
  #current: KeptLoop | undefined;
  /** The loop's own loads are being emitted. */
  #isLoading = false;

  constructor(e: FunctionEmitter, order: readonly Block[]) {
    this.#e = e;
    if (!isFast(e) || e.em.verifies) return;
    for (const loop of innermostLoops(order)) {
      const kept = this.#keep(loop);
      if (kept !== undefined) this.#loops.push(kept);
    }
  }

  /** The block whose operations are emitted next. */
  enter(block: Block): void {
    this.#current = this.#loops.find(({ blocks }) => blocks.has(block));
  }

  /** Before the end of a block: reads what the loops keep that begin behind it. */
  leave(block: Block): void {
    const targets = block.instrs.at(-1)?.attrs.targets ?? [];
    for (const loop of this.#loops)
      if (targets.includes(loop.header) && !loop.blocks.has(block)) this.#load(loop);
  }

  /** Behind a call, or where something else changed an array. */
  refresh(): void {
    if (this.#current !== undefined && !this.#isLoading) this.#load(this.#current);
  }

  /** What a field or variable holds, if it is kept. */
  value(i: Instr): Value | undefined {
    const loop = this.#isLoading ? undefined : this.#current;
    const kept = loop?.values.get(loop.names.get(i) ?? '');
    return kept === undefined ? undefined : { rep: 'js', text: this.#read('i64', kept.slot) };
  }

  length(array: Instr | undefined): string | undefined {
    return this.#part(array, 'i32', 'length');
  }

  /** Where the elements of an array are. */
  storage(array: Instr | undefined): string | undefined {
    return this.#part(array, 'ptr', 'storage');
  }

  /** How many elements may be written without asking whether the array is frozen. */
  writable(array: Instr | undefined): string | undefined {
    return this.#part(array, 'i64', 'writable');
  }

  #part(array: Instr | undefined, type: string, name: 'length' | 'storage' | 'writable'): string | undefined {
    const loop = array === undefined || this.#isLoading ? undefined : this.#current;
    const kept = array === undefined ? undefined : loop?.arrays.get(loop.names.get(array) ?? '');
    return kept === undefined ? undefined : this.#read(type, kept[name]);
  }

  #read(type: string, slot: string): string {
    return this.#e.code.value(`load ${type}, ptr ${slot}`);
  }

  #load({ names, values, arrays }: KeptLoop): void {
    const e = this.#e;
    if (!e.code.open) return;
    this.#isLoading = true;
    const read = new Map<string, string>();
    const pointerTo = (i: Instr): string => {
      const text = read.get(names.get(i) ?? '');
      return text === undefined ? e.use(i, 'ptr') : e.convert({ rep: 'js', text }, 'ptr');
    };
    for (const [name, { reads, slot }] of values) {
      const word = e.convert(this.#invariant(reads, pointerTo), 'js');
      read.set(name, word);
      e.code.line(`store i64 ${word}, ptr ${slot}`);
    }
    for (const { array, container, length, storage, writable } of arrays.values()) {
      const pointer = pointerTo(array);
      const count = loadLength(e, container, pointer);
      e.code.line(`store i32 ${count}, ptr ${length}`);
      e.code.line(
        `store ptr ${loadField(e, pointer, ARRAY_STORAGE, 'ptr', 'array storage')}, ptr ${storage}`,
      );
      const wide = e.code.value(`zext i32 ${count} to i64`);
      const some = e.code.value(`select i1 ${noFlags(e, pointer)}, i64 ${wide}, i64 0`);
      e.code.line(`store i64 ${some}, ptr ${writable}`);
    }
    this.#isLoading = false;
  }

  /** The load that an operation is. */
  #invariant(i: Instr, pointerTo: (i: Instr) => string): Value {
    const [receiver] = i.args;
    const slot = i.op === 'global.get' ? undefined : fieldSlot(this.#e, i);
    return slot === undefined || receiver === undefined
      ? loadGlobal(this.#e, i)
      : loadSlot(this.#e, pointerTo(receiver), slot);
  }

  #keep(loop: Loop): KeptLoop | undefined {
    const instrs = [...loop.blocks].flatMap((block) => (block.cold ? [] : block.instrs));
    if (!instrs.every((i) => this.#isQuiet(i))) return undefined;
    const kept = new Keeping(this.#e, loop);
    for (const i of instrs) {
      const array = arrayOf(this.#e, i);
      if (array !== undefined) kept.keep(array);
    }
    return kept.arrays.size === 0 || kept.arrays.size > ARRAYS_MAX ? undefined : { ...loop, ...kept.found };
  }

  #isQuiet(i: Instr): boolean {
    const e = this.#e;
    switch (i.op) {
      case 'binary':
      case 'unary':
        return i.args.every((a) => isSimple(e.type(a)));
      case 'elem.get':
      case 'elem.set':
        return containerOf(e.type(i.args[0])) !== undefined;
      case 'iter.step':
        return arrayOf(e, i) !== undefined;
      case 'prop.get':
      case 'prop.set':
      case 'private.get':
      case 'private.set':
        return isFieldAccess(e, i) || containerOf(e.type(arrayOf(e, i))) !== undefined;
      case 'call.method':
        return [...(e.f.targets.get(i) ?? [])].every(({ fn }) => mathName(fn.key) !== undefined);
      default:
        return QUIET.has(i.op);
    }
  }
}

/** Finds what a loop can keep. */
class Keeping {
  readonly #e: FunctionEmitter;
  readonly #blocks: ReadonlySet<Block>;
  /** Fields and variables that the loop writes to. */
  readonly #written: ReadonlySet<string | undefined>;
  readonly #names = new Map<Instr, string>();
  readonly #values = new Map<string, { reads: Instr; slot: string }>();
  readonly arrays = new Map<string, KeptArray>();

  constructor(e: FunctionEmitter, { blocks }: Loop) {
    this.#e = e;
    this.#blocks = blocks;
    this.#written = new Set([...blocks].flatMap((block) => block.instrs.map(writtenBy)));
  }

  get found(): Omit<KeptLoop, keyof Loop> {
    return { names: this.#names, arrays: this.arrays, values: this.#values };
  }

  keep(array: Instr): void {
    const container = containerOf(this.#e.type(array));
    if (container?.kind !== 'array') return;
    const name = this.#nameOf(array);
    if (name === undefined || this.arrays.has(name)) return;
    const { code } = this.#e;
    this.arrays.set(name, {
      array,
      container,
      length: code.alloca('i32'),
      storage: code.alloca('ptr'),
      writable: code.alloca('i64'),
    });
  }

  /** The name of a value that is the same in each round; undefined if it may be another. */
  #nameOf(i: Instr): string | undefined {
    const name = this.#blocks.has(i.block) && i.op !== 'const' ? this.#nameOfRead(i) : `%${i.id}`;
    if (name !== undefined) this.#names.set(i, name);
    return name;
  }

  /** A field or variable that nothing in the loop writes to, of an object that is the same in each round. */
  #nameOfRead(i: Instr): string | undefined {
    const read = readBy(i);
    if (read === undefined || this.#written.has(read)) return undefined;
    let name = read;
    if (i.op !== 'global.get') {
      const [receiver] = i.args;
      if (receiver === undefined || fieldSlot(this.#e, i) === undefined) return undefined;
      const of = this.#nameOf(receiver);
      if (of === undefined) return undefined;
      name = `${of} ${read}`;
    }
    if (!this.#values.has(name)) this.#values.set(name, { reads: i, slot: this.#e.code.alloca('i64') });
    return name;
  }
}

/** The array whose elements or length an operation is about, if it is one. */
function arrayOf(e: FunctionEmitter, i: Instr): Instr | undefined {
  const [about] = i.args;
  if (i.op === 'iter.step') return about === undefined ? undefined : walkedArray(e, about);
  const isAbout =
    i.op === 'elem.get' || i.op === 'elem.set' || (i.op === 'prop.get' && i.attrs.name === 'length');
  return isAbout ? about : undefined;
}

/** What stands for a field of any object, or a variable, that an operation reads. */
function readBy({ op, attrs }: Instr): string | undefined {
  if (op === 'global.get') return `variable ${attrs.global?.key}`;
  return op === 'prop.get' || op === 'private.get' ? `field ${attrs.name}` : undefined;
}

function writtenBy({ op, attrs }: Instr): string | undefined {
  if (op === 'global.set') return `variable ${attrs.global?.key}`;
  return op === 'prop.set' || op === 'private.set' ? `field ${attrs.name}` : undefined;
}

/**
 * From an inferred program to the text of one LLVM module. Emission starts over when a generic path reached a runtime
 * function that inference hadn't seen; after a few rounds nothing is new.
 */
import type { HeapOptions } from '../api.ts';
import type { Program } from '../ir/ir.ts';
import { printFunction } from '../ir/print.ts';
import { TYPED_NAMES } from '../layout/typed-names.ts';
import { Separation } from '../passes/inference/apart.ts';
import { describeObject, describeType } from '../passes/inference/describe.ts';
import { reach } from '../passes/inference/infer.ts';
import type { FunctionInstance } from '../passes/inference/objects.ts';
import { World } from '../passes/inference/world.ts';
import { Layouts, type NativeHeader } from '../passes/object-layout.ts';
import { Recursion } from '../passes/recursion.ts';
import { Throws } from '../passes/throws.ts';
import { emitBoxedEntry } from './boxed-entry.ts';
import { Emission } from './emission.ts';
import { FunctionEmitter } from './function.ts';
import { DEFAULT_HEAP, type EmitOptions } from './heap.ts';
import { type Division, divide, type Part } from './parts.ts';
import { emitStart } from './start.ts';

/** Instances of these built-in classes begin with words that layout/objects.ts defines. */
const NATIVE_HEADERS: ReadonlyMap<string, NativeHeader> = new Map([
  ['Array', { sizeBytes: 32, pointerMap: 0b011n }],
  ...TYPED_NAMES.map((name): [string, NativeHeader] => [name, { sizeBytes: 48, pointerMap: 0b011n }]),
]);

const MAX_ROUNDS = 30;

export interface Emitted {
  /** The text of one module with everything. */
  text(): string;
  /** The texts of the modules that are compiled. */
  parts(division: Division): readonly Part[];
  readonly functions: number;
  /** Some function of os/net is in the program. */
  readonly usesNetwork: boolean;
  /** The IR of every function that was emitted, with the inferred type of each value. */
  printIr(): string;
}

export interface EmitInput {
  readonly verifies: boolean;
  readonly heap?: HeapOptions;
}

export function emitProgram(program: Program, triple: string, given: EmitInput): Emitted {
  const options: EmitOptions = { heap: DEFAULT_HEAP, ...given };
  let world = new World(program);
  const separation = new Separation();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const composition = reach(world);
    const before = world.isGivenUp ? separation.next(world) : undefined;
    if (before !== undefined) {
      world = before;
      continue;
    }
    const recursion = new Recursion(world);
    const throws = new Throws(world, recursion);
    const em = new Emission(world, new Layouts(world, NATIVE_HEADERS), throws, recursion, options);
    const analysed = world.instances.length;
    emitStart(em, composition);
    // What starts the program leads to most of it: all else would be emitted for nothing.
    if (em.restart) continue;
    const apart = separation.next(world);
    if (apart !== undefined) {
      world = apart;
      continue;
    }
    let functions = 0;
    let finished = false;
    for (;;) {
      const f: FunctionInstance | undefined = em.takePending();
      if (f !== undefined) {
        if (f.id >= analysed) continue;
        em.module.addFunction(new FunctionEmitter(em, f).emit());
        functions++;
        continue;
      }
      const entry = em.takeBoxedEntry();
      if (entry === undefined) {
        if (finished) break;
        finished = true;
        em.finish();
        continue;
      }
      em.module.addFunction(emitBoxedEntry(em, entry));
    }
    if (em.restart) continue;
    return {
      text: () => em.module.contents(triple).whole(),
      parts: (division) => divide(em.module.contents(triple), division),
      functions,
      usesNetwork: composition.network,
      printIr: () => printInstances(world),
    };
  }
  throw new Error('emission does not come to rest');
}

/** Every function instance with the types of its values, then what inference knows of every abstract object. */
function printInstances(world: World): string {
  const functions = world.instances.map((f) => {
    const params = f.params.map((p, n) => `;   param ${n}: ${describeType(p.type)}`);
    const head = [
      `; ${f.id} ${f.fn.key} [${f.context}]`,
      ...params,
      `;   result: ${describeType(f.result.type)}`,
    ];
    return `${head.join('\n')}\n${printFunction(f.fn, (i) => describeType(f.types[i.id]))}`;
  });
  return [...functions, ...world.objects.map(describeObject)].join('\n');
}

/**
 * From an inferred program to the text of one LLVM module. Emission starts over when a generic path reached a runtime
 * function that inference hadn't seen; after a few rounds nothing is new.
 */
import type { Program } from '../ir/ir.ts';
import { infer, solve } from '../passes/inference/infer.ts';
import type { FunctionInstance } from '../passes/inference/objects.ts';
import { Layouts, type NativeHeader } from '../passes/object-layout.ts';
import { Throws } from '../passes/throws.ts';
import { emitBoxedEntry } from './boxed-entry.ts';
import { Emission } from './emission.ts';
import { FunctionEmitter } from './function.ts';
import { emitStart } from './start.ts';

/** Instances of these built-in classes begin with words that layout/objects.ts defines. */
const NATIVE_HEADERS: ReadonlyMap<string, NativeHeader> = new Map([
  ['Array', { sizeBytes: 32, pointerMap: 0b011n }],
  ...[
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'Float32Array',
    'Float64Array',
    'BigInt64Array',
    'BigUint64Array',
  ].map((name): [string, NativeHeader] => [name, { sizeBytes: 48, pointerMap: 0b011n }]),
]);

const MAX_ROUNDS = 12;

export interface Emitted {
  readonly text: string;
  readonly functions: number;
}

export function emitProgram(program: Program, triple: string): Emitted {
  const { world, modules } = infer(program);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    solve(world);
    const em = new Emission(world, new Layouts(world, NATIVE_HEADERS), new Throws(world));
    emitStart(em, modules);
    let functions = 0;
    let finished = false;
    for (;;) {
      const f: FunctionInstance | undefined = em.takePending();
      if (f !== undefined) {
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
      em.module.addFunction(emitBoxedEntry(em, entry.symbol, entry.instance, entry.construct, entry.object));
    }
    if (!em.restart) return { text: em.module.text(triple), functions };
  }
  throw new Error('emission does not come to rest');
}

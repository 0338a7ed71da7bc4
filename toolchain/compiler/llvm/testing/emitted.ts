/**
 * What the compiler makes of a program, together with the system as it is: for tests of types and of code.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLLECT_STEPS } from '../../layout/heap.ts';
import { loadProgram } from '../../program/load.ts';
import { type Emitted, emitProgram } from '../emit.ts';

/** A program of one file of this name for Linux, optimised; collected in steps unless another way is given. Throws if it has errors. */
export function emitted(source: string, name = 'main.ts', collection = COLLECT_STEPS): Emitted {
  const directory = mkdtempSync(join(tmpdir(), 'importos-emitted-'));
  try {
    const entry = join(directory, name);
    writeFileSync(entry, source);
    const { program } = loadProgram(entry, { target: 'linux' });
    if (program === undefined) throw new Error(`${name} has errors`);
    const heap = { collection, boundBytes: 0 };
    return emitProgram(program, 'x86_64-unknown-none-elf', { verifies: false, heap });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

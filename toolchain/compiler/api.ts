/**
 * What the compiler promises to the rest of the toolchain: one function from an entry file to an object file.
 * The implementation is `compile` in pipeline.ts; the command line and the image builder know only these types, so
 * that their tests can put a stand-in in its place.
 */
import type { FileCache } from '../cache/file-cache.ts';
import { COLLECT_AT_ONCE, COLLECT_IDLE, COLLECT_STEPS } from './layout/heap.ts';

/** The names of the ways to collect in a configuration, and what they are in an image. */
export const COLLECTIONS: ReadonlyMap<string, number> = new Map([
  ['incremental', COLLECT_STEPS],
  ['idle', COLLECT_IDLE],
  ['stop-the-world', COLLECT_AT_ONCE],
]);

/** What a build says of the heap. */
export interface HeapOptions {
  /** One of the COLLECT_… of layout/heap.ts. */
  readonly collection: number;
  /** Bytes that the heap may take; 0: what there is. */
  readonly boundBytes: number;
}

/** What to compile and how. Paths are absolute. */
export interface CompileOptions {
  /** The program's first module. */
  readonly entry: string;
  /** A name from toolchain/targets/: decides the machine layer and what `targetIs` answers. */
  readonly target: string;
  /** Write DWARF for lines and variables into the object file. */
  readonly debug: boolean;
  readonly optimize: boolean;
  /** Without it: collected in steps, without a bound. */
  readonly heap?: HeapOptions;
  /** Stop at this form and return it as text in `emitted`; no object file is made. */
  readonly emit?: Emit;
  /** Results of earlier builds; without it nothing is kept. */
  readonly cache?: FileCache | undefined;
  /** An existing directory for everything the compiler writes. The caller empties it afterwards. */
  readonly outDir: string;
}

/** The forms of a program that can be looked at: our IR, LLVM IR, the target's assembly language. */
export const EMITS = ['ir', 'llvm', 'asm'] as const;
/** One of `EMITS`. */
export type Emit = (typeof EMITS)[number];

/** Something to say about the user's program. Without a file it is about the whole program. */
export interface Diagnostic {
  /** Its number in the table of messages; stable, so that documentation can be found by it. */
  readonly code: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly help?: string;
  /** Absolute path. */
  readonly file?: string;
  /** The first line is 1. */
  readonly line?: number;
  /** In UTF-16 units; the first is 1. */
  readonly column?: number;
  /** In UTF-16 units, from `column`; may go past the end of the line. */
  readonly length?: number;
}

/** What came of it. Exactly one of `objectFiles` and `emitted` is there unless a diagnostic is an error. */
export interface CompileResult {
  /** In the order in which they should be read. */
  readonly diagnostics: readonly Diagnostic[];
  /** ELF relocatable files inside `outDir`, to be linked in this order. */
  readonly objectFiles?: readonly string[];
  readonly emitted?: string;
  /** The program's own files, with or without errors in them: absolute paths. */
  readonly read?: readonly string[];
  /** Whether the network stack is reachable: decides whether a network is set up around the program. */
  readonly usesNetwork: boolean;
}

/** What pipeline.ts's `createCompiler` makes. Throws only for our own bugs. */
export type Compile = (options: CompileOptions) => CompileResult | Promise<CompileResult>;

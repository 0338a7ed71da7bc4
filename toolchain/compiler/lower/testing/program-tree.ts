/**
 * Small programs for tests: a tree of files is written to a temporary directory, loaded, lowered, verified, and run by
 * the interpreter, with an os/ in which every global is one of the engine's.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { format } from 'node:util';
import type { Diagnostic } from '../../api.ts';
import type { FunctionIr, Program } from '../../ir/ir.ts';
import { printFunction } from '../../ir/print.ts';
import { type Callable, Interpreter } from '../../ir/testing/interpret.ts';
import { verifyFunction } from '../../ir/verify.ts';
import { loadProgram } from '../../program/load.ts';
import type { ParsedFiles } from '../../program/source-store.ts';

const CLASSES =
  'Object Array Error TypeError ReferenceError RangeError SyntaxError Map Set WeakMap Promise Symbol Number String ' +
  'Boolean Function BigInt Uint8Array Iterator';

/** os/ with the names that programs in tests use; bodies never run. */
const OS_FILES: Readonly<Record<string, string>> = {
  'os/runtime/globals.ts':
    CLASSES.split(' ')
      .map((name) => `export class ${name} { constructor(...args: any[]) {} static [key: string]: any }`)
      .join('\n') + '\nexport const Math: any = {}, JSON: any = {}, Reflect: any = {};\n',
  'os/runtime/support.ts':
    'export function useBigInts(): void {}\nexport function sealNamespace(object: any): void {}\n' +
    'export function dynamicModule(run: any, hasAwait: any, namespace: any): any {}\n' +
    'export function dynamicDependency(module: any, dependency: any): void {}\n' +
    'export function importModule(module: any): any {}\nexport function importUnknown(name: any): any {}\nexport function importMissing(name: any, from: any): any {}\n',
  'os/node/modules/common-js.ts': [
    'requiredBy module, makeModule name main get set, cachedModule name, enterModule module, adoptModule module',
    'endModule module, dropModule module, requireOf module main, requireFromTable id from, resolveFromTable id from',
    'throwModuleMissing id from, throwBuiltinMissing name, throwAsyncModule name, addToTable name file load',
  ]
    .flatMap((line) => line.split(', '))
    .map((row) => row.split(' '))
    .map(
      ([name, ...parameters]) =>
        `export function ${name}(${parameters.map((p) => `${p}: any`).join()}): any {}`,
    )
    .join('\n'),
  'os/node/globals.ts':
    'export const console: any = {};\nexport function setTimeout(...args: any[]): any {}\nexport function queueMicrotask(...args: any[]): void {}\n',
  'os/unsafe.ts':
    'export type u8 = number & { readonly __int?: "u8" };\nexport type u32 = number & { readonly __int?: "u32" };\n' +
    'export type i32 = number & { readonly __int?: "i32" };\nexport type u64 = number & { readonly __int?: "u64" };\n' +
    'export type usize = number & { readonly __int?: "u64" };\nexport declare function load64(address: usize): u64;\n' +
    'export declare function targetIs(name: string): boolean;\nexport declare function store32(a: usize, v: u32): void;\n',
};

const declarations: ParsedFiles = new Map();

export interface Tree {
  readonly program: Program | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Every function that was reached, lowered and verified. */
  readonly functions: readonly FunctionIr[];
  /** The text of the function whose key ends in `name`. */
  print(name: string): string;
  /** What the program prints. */
  run(): Promise<string>;
}

/** Writes a tree, with os/ in it, to a temporary directory that is there while `use` runs. */
export function withTree<T>(files: Readonly<Record<string, string>>, use: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'lowering-'));
  try {
    for (const [path, text] of Object.entries({ ...OS_FILES, ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Loads `main.ts` (or `entry`) of the files. Type errors count only when `check` is set. */
export function loadTree(files: Readonly<Record<string, string>>, entry = 'main.ts', check = false): Tree {
  return withTree(files, (root) => {
    const osRoot = join(root, 'os');
    const loaded = loadProgram(join(root, entry), { target: 'linux', osRoot, check, declarations });
    const functions = loaded.program === undefined ? [] : lowerAll(loaded.program);
    return {
      ...loaded,
      functions,
      print: (name) =>
        functions
          .filter((fn) => fn.key.endsWith(name))
          .map((fn) => printFunction(fn))
          .join('\n'),
      run: () => (loaded.program === undefined ? Promise.resolve('') : runProgram(loaded.program)),
    };
  });
}

/** What one file prints. */
export function runSource(source: string): Promise<string> {
  return loadTree({ 'main.ts': source }).run();
}

/** Lowers and verifies everything that the modules mention; functions that `wanted` refuses are left alone. */
export function lowerAll(program: Program, wanted: (fn: FunctionIr) => boolean = () => true): FunctionIr[] {
  const functions = new Set<FunctionIr>(program.modules);
  for (const fn of functions) {
    if (!wanted(fn)) continue;
    fn.ensureLowered();
    verifyFunction(fn);
    for (const instr of fn.blocks.flatMap((block) => block.instrs)) {
      if (instr.attrs.fn !== undefined) functions.add(instr.attrs.fn);
      const info = instr.attrs.class;
      if (info === undefined) continue;
      functions.add(info.construct);
      for (const member of info.members) if (member.fn !== undefined) functions.add(member.fn);
    }
  }
  return [...functions];
}

async function runProgram(program: Program): Promise<string> {
  let output = '';
  const log: Callable = (...args) => {
    output += `${format(...args)}\n`;
  };
  const host = new Proxy<Record<string, unknown>>(
    { console: { log } },
    {
      has: (own, name) => name in own || name in globalThis,
      get: (own, name) => own[String(name)] ?? Reflect.get(globalThis, name),
    },
  );
  await new Interpreter(host).run(program);
  await new Promise((resolve) => setTimeout(resolve, 5));
  return output;
}

/**
 * TypeScript programs for Node: their types removed file by file, without a bundler or a loader between them and V8.
 *
 * Class fields get TypeScript's older meaning, assignment in the constructor. With ECMAScript's, a field that is only declared
 * is undefined first, and V8 then keeps its numbers as objects: `NBody` takes eight times as long.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { repositoryFile } from '../../toolchain/targets/target.ts';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  useDefineForClassFields: false,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  rewriteRelativeImportExtensions: true,
};

const dir = mkdtempSync(join(tmpdir(), 'importos-bench-'));
process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');

/** Writes the TypeScript files of a folder of the repository as JavaScript; the folder's path. */
export function javascriptOf(folder: string): string {
  const out = join(dir, folder);
  mkdirSync(out, { recursive: true });
  for (const name of readdirSync(repositoryFile(folder))) {
    if (!name.endsWith('.ts')) continue;
    const text = readFileSync(join(repositoryFile(folder), name), 'utf8');
    const { outputText } = ts.transpileModule(text, { compilerOptions: options, fileName: name });
    writeFileSync(join(out, name.replace(/\.ts$/, '.js')), outputText);
  }
  return out;
}

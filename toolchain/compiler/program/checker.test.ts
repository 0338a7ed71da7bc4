import assert from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { DiagnosticSink } from '../diagnostics/sink.ts';
import { checkUserProgram, createUserProgram } from './checker.ts';
import { SourceStore } from './source-store.ts';

/** What the checker says about a project of two modules with these compiler options. */
function complaints(compilerOptions: object): string[] {
  return complaintsAbout(JSON.stringify({ compilerOptions }));
}

function complaintsAbout(config: string): string[] {
  const dir = mkdtempSync(join(tmpdir(), 'importos-checker-'));
  try {
    writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(dir, 'tsconfig.json'), config);
    writeFileSync(join(dir, 'lib.ts'), 'export const port: number = await Promise.resolve(80);');
    const main = join(dir, 'main.ts');
    writeFileSync(main, "import { port } from './lib.js';\nexport const next: number = port + 1;");
    const program = createUserProgram(main, new SourceStore());
    return [
      ...program.getConfigFileParsingDiagnostics(),
      ...program.getOptionsDiagnostics(),
      ...program.getSemanticDiagnostics(program.getSourceFile(main)),
    ].map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

test('every kind of module that a project may be written for is checked with the resolution that fits it', () => {
  for (const module of ['nodenext', 'node20', 'node18', 'node16', 'preserve', 'esnext', 'es2022'])
    assert.deepStrictEqual(complaints({ module, target: 'es2024' }), [], module);
});

test('a resolution that the project names is kept', () => {
  assert.deepStrictEqual(complaints({ module: 'esnext', moduleResolution: 'bundler', target: 'es2024' }), []);
  assert.deepStrictEqual(complaints({ module: 'node16', moduleResolution: 'node16', target: 'es2024' }), []);
  assert.match(complaints({ module: 'nodenext', moduleResolution: 'bundler' }).join(), /'bundler' can only/);
});

test('a configuration that makes no sense is an error', () => {
  assert.match(complaintsAbout('{ "compilerOptions": { "target": "es2024" ').join(), /'}' expected/);
  assert.match(complaintsAbout('{ "extends": "./absent.json" }').join(), /absent\.json/);
  assert.match(complaints({ target: 'es1' }).join(), /'--target'/);
});

test('`@ts-check` in JavaScript is for editors: what Node runs has no type errors', () => {
  const dir = mkdtempSync(join(tmpdir(), 'importos-checker-'));
  try {
    const main = join(dir, 'main.mjs');
    writeFileSync(
      main,
      "// @ts-check\nexport const twice = (x) => x.nowhere + /** @type {number} */ ('text');",
    );
    const sink = new DiagnosticSink();
    checkUserProgram(createUserProgram(main, new SourceStore()), sink);
    assert.deepStrictEqual(sink.all, []);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { loadProgram } from '../program/load.ts';

const dir = mkdtempSync(join(tmpdir(), 'importos-test-'));
after(() => rmSync(dir, { recursive: true, force: true }));

/** `line:column code` of everything that is found in a program. */
function found(name: string, text: string): readonly string[] {
  writeFileSync(join(dir, name), text);
  const { diagnostics } = loadProgram(join(dir, name), { target: 'linux' });
  for (const { help } of diagnostics) assert.equal(help, 'install the package, or correct the path');
  return diagnostics.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

test('a module that is missing is reported once, whoever finds it', () => {
  const text = "import { x } from './nope.ts';\nimport 'leftpad';\nconsole.log(x);\n";
  assert.deepEqual(found('typed.ts', text), ['1:19 2307', '2:8 2882']);
  assert.deepEqual(found('untyped.mjs', text), ['1:19 9002', '2:8 9002']);
});

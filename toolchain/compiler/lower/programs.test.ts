/** Every program of the language suite is lowered and verified, beside a small os/; none may crash the compiler. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadProgram } from '../program/load.ts';
import type { ParsedFiles } from '../program/source-store.ts';
import { lowerAll, withTree } from './testing/program-tree.ts';

const PROGRAMS = fileURLToPath(new URL('../../../tests/programs', import.meta.url));
const declarations: ParsedFiles = new Map();

/** A file is a program; so is a folder with a main file. */
function programsOf(group: string): string[] {
  return readdirSync(group).flatMap((name) => {
    const path = join(group, name);
    if (!statSync(path).isDirectory()) return /\.m?[jt]s$/.test(name) ? [path] : [];
    return ['main.ts', 'main.mjs', 'main.js']
      .map((main) => join(path, main))
      .filter((main) => existsSync(main));
  });
}

const groups = readdirSync(PROGRAMS).filter((name) => statSync(join(PROGRAMS, name)).isDirectory());

for (const group of groups) {
  test(`lowers the programs about ${group}`, () => {
    const programs = programsOf(join(PROGRAMS, group));
    assert.ok(programs.length > 0);
    withTree({}, (root) => {
      for (const entry of programs) {
        const options = { target: 'linux', osRoot: join(root, 'os'), check: false, declarations };
        const { program } = loadProgram(entry, options);
        assert.ok(program !== undefined);
        lowerAll(program);
      }
    });
  });
}

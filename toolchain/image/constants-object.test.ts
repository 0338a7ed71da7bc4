/** The linker and the other tools of LLVM take the object file for one that an assembler made. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { constantsObject } from './constants-object.ts';
import { parseSections } from './elf.ts';
import { runTool } from './tool.ts';

test('a section of constants has its bytes, whatever their number', () => {
  for (const size of [0, 1, 7, 8, 5000]) {
    const data = new Uint8Array(size).map((_, index) => index % 251);
    const [section, names, ...rest] = parseSections(constantsObject('.places', data)) ?? [];
    assert.deepEqual(section?.data, data);
    assert.deepEqual([section?.name, section?.isLoaded, section?.isWritable], ['.places', true, false]);
    assert.equal(names?.name, '.shstrtab');
    assert.deepEqual(rest, []);
  }
});

test('it is linked where the script wants it', (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'importos-object-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const [object, script, linked] = ['places.o', 'image.ld', 'image'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(object, constantsObject('.places', Uint8Array.of(1, 2, 3)));
  writeFileSync(script, 'SECTIONS { . = 0x400000; .places : { KEEP(*(.places)) } }');
  runTool('ld.lld-19', ['-static', '--gc-sections', '-T', script, '-o', linked, object]);
  const section = parseSections(readFileSync(linked))?.find(({ name }) => name === '.places');
  assert.deepEqual([...(section?.data ?? [])], [1, 2, 3]);
  assert.equal(section?.address, 0x400000);
  const { stdout, stderr } = spawnSync('llvm-readelf-19', ['-h', object], { encoding: 'utf8' });
  assert.match(stdout, /REL \(Relocatable file\)[\s\S]*X86-64/);
  assert.equal(stderr, '');
});

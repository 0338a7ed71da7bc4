import assert from 'node:assert/strict';
import test from 'node:test';
import { machineNames, TARGET_NAMES, TARGETS, targetNamed } from './table.ts';
import { resolveTarget, type TargetRow } from './target.ts';

const ROWS: readonly TargetRow[] = [
  {
    name: 'root',
    triple: 't',
    linkerScript: 'a.ld',
    runs: 'qemu',
    defaultMemoryBytes: 1,
    minimumMemoryBytes: 1,
  },
  {
    name: 'mid',
    inherits: 'root',
    isTarget: true,
    clangFlags: ['-a'],
    qemu: { program: 'q', arguments: ['1'] },
  },
  { name: 'leaf', inherits: 'mid', clangFlags: ['-b'], triple: 'u', qemu: { arguments: ['2'] } },
  { name: 'circle', inherits: 'circle' },
  { name: 'orphan', inherits: 'nobody' },
  { name: 'empty' },
];

test('a row replaces single values and lengthens lists of what it inherits', () => {
  const leaf = resolveTarget('leaf', ROWS);
  assert.equal(leaf.triple, 'u');
  assert.deepEqual(leaf.clangFlags, ['-a', '-b']);
  assert.deepEqual(leaf.qemu.arguments, ['1', '2']);
  assert.equal(leaf.qemu.program, 'q');
  assert.equal(leaf.family, 'mid');
});

test('a wrong table is found: a circle, an unknown parent, a missing field', () => {
  assert.throws(() => resolveTarget('circle', ROWS), /inherits from 'circle'/);
  assert.throws(() => resolveTarget('orphan', ROWS), /inherits from 'nobody'/);
  assert.throws(() => resolveTarget('empty', ROWS), /empty has no triple/);
});

test('every target and machine of the table is complete', () => {
  for (const { name } of TARGETS.filter((row) => row.isTarget)) {
    for (const machine of [...machineNames(name), ...(machineNames(name).length === 0 ? [name] : [])]) {
      const target = targetNamed(machine);
      assert.equal(target.family, name);
      if (target.runs === 'qemu') {
        const { program, networkDevice, entropyDevice } = target.qemu;
        assert.ok(program && networkDevice && entropyDevice, machine);
      }
    }
  }
});

test('the default target is the bare machine, and its default machine microvm', () => {
  assert.equal(TARGET_NAMES[0], 'x86_64');
  assert.deepEqual(machineNames('x86_64'), ['microvm', 'q35']);
  assert.deepEqual(machineNames('linux'), []);
});

import assert from 'node:assert/strict';
import test from 'node:test';
import { ensure, findCommand, installCommand, listMissing, missing } from './install.ts';
import { REQUIREMENTS } from './table.ts';

test('a command is found like by a shell, and nowhere else', () => {
  assert.match(findCommand('sh') ?? '', /\/sh$/);
  assert.equal(findCommand('sh', '/nonexistent'), undefined);
  assert.equal(findCommand('no-such-command'), undefined);
});

test('only what a purpose needs is asked for', () => {
  const nothingThere = (): undefined => undefined;
  assert.deepEqual(
    missing(['machine'], nothingThere).map(({ command }) => command),
    ['qemu-system-x86_64'],
  );
  assert.equal(missing([], nothingThere).length, 0);
  assert.equal(
    missing(['build', 'machine', 'network', 'debugger', 'tests'], nothingThere).length,
    REQUIREMENTS.length,
  );
  assert.equal(missing(['build'], (command) => `/bin/${command}`).length, 0);
});

test('what is missing is said with its reason and the command that installs it', () => {
  const wanted = REQUIREMENTS.filter(({ purpose }) => purpose === 'machine');
  assert.equal(listMissing(wanted), 'not installed: qemu-system-x86_64 (needed to boot an image)');
  assert.equal(installCommand(wanted, false), 'sudo apt-get install qemu-system-x86');
  assert.equal(installCommand(wanted, true), 'apt-get install qemu-system-x86');
});

test('nothing is installed and nothing said when all is there', () => {
  ensure(['build'], () => assert.fail('something was installed'));
});

import assert from 'node:assert/strict';
import test from 'node:test';
import { nearest, oneOf } from './nearest.ts';

test('finds what a slip of the finger meant', () => {
  const names = ['x86_64', 'linux', 'aarch64'];
  assert.equal(nearest('linxu', names), 'linux');
  assert.equal(nearest('x86-64', names), 'x86_64');
  assert.equal(nearest('x86', names), 'x86_64');
  assert.equal(nearest('LINUX', names), 'linux');
});

test('offers nothing when nothing is near', () => {
  assert.equal(nearest('windows', ['x86_64', 'linux']), undefined);
  assert.equal(nearest('', ['a', 'b']), undefined);
  assert.equal(nearest('zz', ['q35', 'kvm']), undefined);
});

test('a wrong name is an error that lists the valid ones', () => {
  assert.equal(oneOf('target', 'linux', ['x86_64', 'linux']), 'linux');
  assert.throws(() => oneOf('target', 'linus', ['x86_64', 'linux']), {
    message: "unknown target 'linus'",
    help: "did you mean 'linux'? (x86_64, linux)",
  });
  assert.throws(() => oneOf('accelerator', 'zzz', ['auto', 'tcg']), { help: 'one of: auto, tcg' });
});

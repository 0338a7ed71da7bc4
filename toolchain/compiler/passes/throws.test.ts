/** Which functions may throw: callers of all others have no check behind the call. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { emitted } from '../llvm/testing/emitted.ts';

const PROGRAM = `
function last(n: number): number { if (n > 9) throw new RangeError('late'); return n; }
function middle(n: number): number { return last(n) + 1; }
function calm(n: number): number { return n * 2; }
function calmer(n: number): number { return calm(n) - 1; }
function caught(n: number): number { try { return middle(n); } catch { return 0; } }
function first(n: number): number { return middle(n) + calmer(n); }
console.log(caught(process.argv.length), first(process.argv.length));
`;

test('what calls something that throws does, however far, unless it catches; nothing else does', () => {
  const text = emitted(PROGRAM).text();
  const throwing = ['last', 'middle', 'calm', 'calmer', 'caught', 'first'].filter((name) => {
    const [, result] =
      new RegExp(`^define internal (.*) @f\\d+\\.main\\.ts_${name}\\(`, 'm').exec(text) ?? [];
    assert.ok(result, name);
    // What may throw has a second result, the error.
    return result.startsWith('{');
  });
  assert.deepEqual(throwing, ['last', 'middle', 'first']);
});

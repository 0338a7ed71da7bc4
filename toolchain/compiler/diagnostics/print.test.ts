import assert from 'node:assert/strict';
import test from 'node:test';
import type { Diagnostic } from '../api.ts';
import { printDiagnostics } from './print.ts';

const error = (rest: Partial<Diagnostic>): Diagnostic => ({
  code: 2304,
  severity: 'error',
  message: "Cannot find name 'lenght'.",
  ...rest,
});

function print(diagnostics: readonly Diagnostic[], source?: string, color = false): string {
  return printDiagnostics(diagnostics, { color, cwd: '/home/me', readSource: () => source });
}

test('shows the place, the message, the underlined source and the help', () => {
  const at = error({
    file: '/home/me/src/main.ts',
    line: 3,
    column: 11,
    length: 6,
    help: "did you mean 'length'?",
  });
  assert.equal(
    print([at], 'a\nb\nconst n = lenght;\n'),
    [
      "src/main.ts:3:11: error 2304: Cannot find name 'lenght'.",
      '  3 | const n = lenght;',
      '    |           ^^^^^^',
      "    = help: did you mean 'length'?",
      '',
      '1 error',
      '',
    ].join('\n'),
  );
});

test('prints all of them with an empty line between and counts each kind', () => {
  const warning: Diagnostic = { code: 9, severity: 'warning', message: 'Odd.' };
  assert.equal(
    print([error({}), warning, error({ message: 'No.' })]),
    "error 2304: Cannot find name 'lenght'.\n\nwarning 9: Odd.\n\nerror 2304: No.\n\n2 errors, 1 warning\n",
  );
});

test('keeps tabs before the caret, so that it aligns under any tab width', () => {
  const at = error({ file: '/home/me/a.ts', line: 1, column: 3, length: 1 });
  assert.match(print([at], '\tx=y'), /\n {2}1 \| \tx=y\n {4}\| \t \^\n/);
});

test('counts a character outside the BMP as one column', () => {
  const at = error({ file: '/home/me/a.ts', line: 1, column: 6, length: 2 });
  assert.match(print([at], "f('😀😀')"), /\n {4}\| {5}\^\n/);
});

test('underlines to the end of the line when the span goes on', () => {
  const at = error({ file: '/home/me/a.ts', line: 1, column: 3, length: 500 });
  assert.match(print([at], 'ab cd\nef'), /\n {4}\| {3}\^\^\^\n/);
});

test('cuts a long line to a window around the span', () => {
  const source = 'x'.repeat(5000) + 'BAD' + 'y'.repeat(5000);
  const output = print([error({ file: '/home/me/a.ts', line: 1, column: 5001, length: 3 })], source);
  const [, code = '', carets = ''] = output.split('\n');
  assert.ok(code.length < 140);
  assert.equal(code.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), 'BAD');
});

test('survives a line, a column and a file that are not there', () => {
  assert.equal(
    print([error({ file: '/elsewhere/a.ts', line: 99, column: 1 })], 'one line'),
    "/elsewhere/a.ts:99:1: error 2304: Cannot find name 'lenght'.\n\n1 error\n",
  );
  assert.match(print([error({ file: '/home/me/a.ts', line: 1, column: 900 })], 'ab'), /\n {4}\| {3}\^\n/);
  assert.match(print([error({ file: '/home/me/a.ts' })]), /^a\.ts: error/);
  assert.match(print([error({ file: '/home/me/a.ts', line: 7 })]), /^a\.ts:7: error/);
});

test('shows control characters of a source file instead of sending them to the terminal', () => {
  const output = print([error({ file: '/home/me/a.ts', line: 1, column: 1 })], 'a\x1b[2Jb');
  assert.ok(output.includes('a\ufffd[2Jb'));
});

test('colours only when asked to', () => {
  const at = error({ file: '/home/me/a.ts', line: 1, column: 1, help: 'Do.' });
  assert.ok(!print([at], 'x').includes('\x1b'));
  assert.ok(print([at], 'x', true).includes('\x1b[1;31merror 2304:\x1b[0m'));
});

test('prints nothing for nothing', () => {
  assert.equal(print([]), '');
});

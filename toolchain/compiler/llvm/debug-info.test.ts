import assert from 'node:assert/strict';
import test from 'node:test';
import type { FunctionIr, SourceRef } from '../ir/ir.ts';
import { loadTree } from '../lower/testing/program-tree.ts';
import { DebugInfo, positionOf } from './debug-info.ts';
import { stackName } from './stack-name.ts';

const SOURCE = `class Door {
  static width(): number { return size(); }
  get open(): boolean { return [1].some(() => Door.width() > 0); }
  #lock(): void {}
  constructor() { this.#lock(); }
}
function size(): number { return 1; }
const knock = (): Door => new Door();
console.log(
  knock()
    .open,
);
`;

function named(key: string): FunctionIr {
  const found = loadTree({ 'main.ts': SOURCE }).functions.find((fn) => fn.key === `main.ts:${key}`);
  assert.ok(found, key);
  return found;
}

test('functions have the names that stacks show', () => {
  const names = ['Door.width', 'Door.get open', 'Door.#lock', 'Door.constructor', 'size', 'knock'].map(
    (key) => stackName(named(key)),
  );
  assert.deepEqual(names, ['Door.width', 'Door.get open', 'Door.#lock', 'new Door', 'size', 'knock']);
  assert.equal(stackName(named('Door.get open.<function>')), 'Door.get open.<anonymous>');
  assert.equal(stackName(named('<module>')), '<module>');
});

test('a call is where the name of what is called stands', () => {
  const reads = named('<module>')
    .blocks.flatMap((block) => block.instrs)
    .filter((i) => i.attrs.name === 'open');
  const places = reads.map((i) => i.span && positionOf(i.span));
  assert.deepEqual(places, [{ line: 11, column: 6 }]);
});

test('lines end at each line terminator of ECMA-262 12.3, columns count UTF-16 units', () => {
  const text = 'a\r\nb\n\u{1f600}c\u2028d';
  const file: SourceRef = { path: '/main.ts', name: 'main.ts', text, trusted: false };
  const places = ['a', 'b', 'c', 'd'].map((letter) => {
    const start = text.indexOf(letter);
    const { line, column } = positionOf({ file, start, end: start + 1 });
    return `${line}:${column}`;
  });
  assert.deepEqual(places, ['1:1', '2:1', '3:3', '4:1']);
});

test('a function and a place in it are nodes of the module', () => {
  const debug = new DebugInfo();
  const fn = named('size');
  const scope = debug.subprogram(fn, false, 'f1.size');
  const location = debug.location(scope, fn.span);
  assert.equal(debug.location(scope, fn.span), location, 'the same place is the same node');
  const lines = debug.lines([scope.nodes], () => true, true);
  const lineOf = (node: string): string => lines.find((line) => line.startsWith(`${node} = `)) ?? '';
  assert.match(lineOf(location), new RegExp(`!DILocation\\(line: 7, column: 1, scope: ${scope.id}\\)`));
  assert.match(lineOf(scope.id), /^!\d+ = distinct !DISubprogram\(name: "size", .*line: 7,/);
  const file = /file: (!\d+)/.exec(lineOf(scope.id))?.[1] ?? '';
  assert.match(lineOf(file), /!DIFile\(filename: "main\.ts"/);
});

test('code around a function is marked, so that stacks leave it out', () => {
  const debug = new DebugInfo();
  const scope = debug.subprogram(named('size'), true, 'entry.1.size');
  assert.match(
    debug.lines([scope.nodes], () => true, true).find((line) => line.startsWith(`${scope.id} = `)) ?? '',
    /DIFlagArtificial/,
  );
});

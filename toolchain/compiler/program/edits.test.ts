/**
 * A compiler that is kept makes the same text of a program, after every kind of edit, as one that begins with it; and so does one that
 * has built it optimised before it builds it quickly, and another program in between.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { FileCache } from '../../cache/file-cache.ts';
import type { Compile, CompileResult } from '../api.ts';
import { createCompiler } from '../pipeline.ts';

const dir = mkdtempSync(join(tmpdir(), 'importos-edits-'));
after(() => rmSync(dir, { recursive: true }));

const kept = createCompiler();
// What the checker has said about the system: neither has to ask again.
const cache = new FileCache(join(dir, 'cache'), 100_000_000);

function write(name: string, text: string): void {
  mkdirSync(join(dir, name, '..'), { recursive: true });
  // As editors do: another file in the place of the old one.
  writeFileSync(join(dir, 'partial'), text);
  renameSync(join(dir, 'partial'), join(dir, name));
}

async function made(by: Compile, entry = 'main.ts', optimize = true): Promise<CompileResult> {
  const options = { target: 'linux', debug: false, optimize, emit: 'llvm', outDir: dir, cache } as const;
  return by({ ...options, entry: join(dir, entry) });
}

async function assertSame(entry?: string, optimize?: boolean): Promise<string> {
  const { emitted, diagnostics } = await made(kept, entry, optimize);
  const fresh = await made(createCompiler(), entry, optimize);
  assert.deepEqual(diagnostics, fresh.diagnostics);
  assert.ok(emitted === fresh.emitted, 'the kept compiler makes another text');
  return emitted ?? '';
}

const SHAPES = `export class Circle {
  constructor(readonly radius: number) {}
  area(): number { return this.radius * this.radius * 3; }
}
export function scaled(value: number): number { return value * 2; }
export function unused(): string { return 'unused'; }
`;
const MAIN = `import { Circle, scaled } from './shapes.ts';
const circle = new Circle(scaled(4));
console.log(circle.area());
`;

test('after each kind of edit of a program of two modules', async () => {
  const edits: readonly [string, Readonly<Record<string, string>>, RegExp?][] = [
    ['the first build', { 'shapes.ts': SHAPES, 'main.ts': MAIN }],
    ['another body', { 'shapes.ts': SHAPES.replace('* 3', '* Math.PI + 1') }],
    ['another text', { 'main.ts': MAIN.replace('circle.area()', "'the area', circle.area()") }, /the area/],
    [
      'something new of the system',
      { 'main.ts': `${MAIN}console.log(new Map([[1, \`\${circle.area()}\`]]));\n` },
    ],
    [
      'a new class that extends another',
      {
        'shapes.ts': `${SHAPES}export class Ring extends Circle { area(): number { return super.area() - 1; } }\n`,
        'main.ts': MAIN.replaceAll('Circle', 'Ring'),
      },
      /Ring\.area/,
    ],
    [
      'functions that are gone',
      {
        'shapes.ts': SHAPES.replace(/export function (?:unused|scaled).*\n/g, ''),
        'main.ts': MAIN.replace('scaled(4)', '4').replace(', scaled', ''),
      },
    ],
    [
      'a type that another module sees',
      {
        'shapes.ts': SHAPES.replace(
          'scaled(value: number): number { return value * 2; }',
          'scaled(value: number): any { return value > 3 ? String(value) : { value }; }',
        ),
        'main.ts': MAIN,
      },
    ],
    [
      'a new module',
      {
        'lists/list.ts': 'export const list = [1, 2, 3].map((x) => x * 2);\n',
        'main.ts': `${MAIN}import { list } from './lists/list.ts';\nconsole.log(list.length);\n`,
      },
    ],
    [
      'a module of the system',
      { 'main.ts': `import { EventEmitter } from 'node:events';\n${MAIN}new EventEmitter().emit('x');\n` },
    ],
    ['a top-level await', { 'main.ts': `${MAIN}await Promise.resolve(circle);\nexport {};\n` }],
    ['all as at first', { 'shapes.ts': SHAPES, 'main.ts': MAIN }],
  ];
  for (const [what, files, expected] of edits) {
    for (const [name, text] of Object.entries(files)) write(name, text);
    const emitted = await assertSame().catch((error: unknown) => assert.fail(`${what}: ${String(error)}`));
    assert.ok(emitted !== '', `${what}: the program has errors`);
    if (expected) assert.match(emitted, expected, what);
  }
});

test('after errors of syntax and of types that are mended', async () => {
  write('shapes.ts', SHAPES);
  for (const broken of [`${MAIN}const = 1;\n`, MAIN.replace('circle.area()', 'circle.volume()')]) {
    write('main.ts', broken);
    assert.equal(await assertSame(), '');
    write('main.ts', MAIN);
    assert.notEqual(await assertSame(), '');
  }
  rmSync(join(dir, 'shapes.ts'));
  assert.equal(await assertSame(), '');
  write('shapes.ts', SHAPES);
  assert.notEqual(await assertSame(), '');
});

test('after a package has got another version', async () => {
  const version = (result: string) => {
    write(
      'node_modules/pack/package.json',
      '{"name":"pack","exports":{".":{"types":"./index.d.ts","default":"./index.js"}},"type":"module"}',
    );
    write('node_modules/pack/index.js', `export const value = ${result};\n`);
    write('node_modules/pack/index.d.ts', `export const value: ${result === '1' ? 'number' : 'string'};\n`);
  };
  version('1');
  write('uses.ts', "import { value } from 'pack';\nconsole.log(value);\n");
  await assertSame('uses.ts');
  version("'one'");
  assert.match(await assertSame('uses.ts'), /one/);
  write(
    'node_modules/pack/package.json',
    '{"name":"pack","exports":{".":{"types":"./index.d.ts","default":"./other.js"}},"type":"module"}',
  );
  write('node_modules/pack/other.js', "export const value = 'other';\n");
  assert.match(await assertSame('uses.ts'), /other/);
});

test('of one program after another, and quickly after optimised', async () => {
  write('main.ts', MAIN);
  write('second.ts', "console.log(new Set('second'));\n");
  for (const optimize of [true, false])
    for (const entry of ['main.ts', 'second.ts']) await assertSame(entry, optimize);
});

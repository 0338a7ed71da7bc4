/** A process that compiles a program again reads what has changed since, and nothing else. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { createCompiler } from '../pipeline.ts';
import { loadProgram } from './load.ts';
import { type ParsedFiles, SourceStore } from './source-store.ts';

function directory(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'importos-again-'));
  t.after(() => rmSync(dir, { recursive: true }));
  return dir;
}

test('a parsed file is shared as long as it is what it was', (t) => {
  const path = join(directory(t), 'a.ts');
  const [declarations, modules]: ParsedFiles[] = [new Map(), new Map()];
  const parse = (kind: 'esm' | 'commonjs' = 'esm') =>
    new SourceStore(declarations, modules, () => kind).parse(path);
  assert.equal(parse(), undefined);
  writeFileSync(path, 'export const a = 1;');
  const first = parse();
  assert.equal(first?.text, 'export const a = 1;');
  assert.equal(parse(), first);
  // Another kind of module is another tree.
  assert.notEqual(parse('commonjs'), first);
  const second = parse();
  writeFileSync(path, 'export const a = 2;');
  utimesSync(path, 1, 1);
  assert.notEqual(parse(), second);
  assert.equal(parse()?.text, 'export const a = 2;');
  rmSync(path);
  assert.equal(parse(), undefined);
});

test('a module that was missing is found when it is there, and missed when it has gone', (t) => {
  const dir = directory(t);
  const main = join(dir, 'main.ts');
  writeFileSync(main, "import { port } from './port.ts';\nconst next: number = port + 1;\nvoid next;\n");
  const kept = { declarations: new Map(), modules: new Map() };
  let before: ReturnType<typeof loadProgram>['checked'];
  const messages = (): string[] => {
    const { diagnostics, checked } = loadProgram(main, { target: 'linux', ...kept, before });
    before = checked;
    return diagnostics.map(({ message }) => message);
  };
  assert.match(messages().join(), /port\.ts/);
  writeFileSync(join(dir, 'port.ts'), 'export const port = 80;\n');
  assert.deepEqual(messages(), []);
  writeFileSync(join(dir, 'port.ts'), "export const port = '80';\n");
  assert.match(messages().join(), /'string'/);
  rmSync(join(dir, 'port.ts'));
  assert.match(messages().join(), /port\.ts/);
});

test('the second time the text is what a new process makes, and the files are told', async (t) => {
  const outDir = directory(t);
  const entry = join(outDir, 'main.ts');
  const text = (n: number) => `class A { #n = ${n}; get n() { return this.#n; } }\nconsole.log(new A().n);\n`;
  const options = { entry, target: 'linux', debug: false, optimize: true, emit: 'llvm', outDir } as const;
  const compile = createCompiler();
  writeFileSync(entry, text(1));
  await compile(options);
  writeFileSync(entry, text(22));
  const { emitted, read } = await compile(options);
  assert.deepEqual(read, [entry]);
  assert.equal(emitted, (await createCompiler()(options)).emitted);
});

test('what a build no longer needs of the run time is not in it', async (t) => {
  const outDir = directory(t);
  const entry = join(outDir, 'main.ts');
  const options = { entry, target: 'linux', debug: false, optimize: true, emit: 'llvm', outDir } as const;
  const compile = createCompiler();
  const text = async (source: string, by = compile): Promise<string> => {
    writeFileSync(entry, source);
    return (await by(options)).emitted ?? '';
  };
  const loose = "const list: any[] = [1, '2', {}, 4n];\nconsole.log(list[process.argv.length] & list[1]);\n";
  assert.match(await text(loose), /operators\.ts_bitAnd/);
  const plain = await text('console.log(1);\n');
  assert.doesNotMatch(plain, /operators\.ts_bitAnd/);
  assert.equal(plain, await text('console.log(1);\n', createCompiler()));
});

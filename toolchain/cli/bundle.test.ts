/** The bundled toolchain is that of the files as they are now. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { repositoryFile } from '../targets/target.ts';
// @ts-expect-error: it has no types, since it is what runs before there is TypeScript.
import { bundled as untyped } from './bundle.mjs';

const bundled: (root: string, entry: string, home: string) => Promise<string> = untyped;

const dir = realpathSync(mkdtempSync(join(tmpdir(), 'importos-bundle-test-')));
after(() => rmSync(dir, { recursive: true }));

/** A repository of two files. */
function repository(name: string): string {
  const root = join(dir, name);
  mkdirSync(join(root, 'src'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  symlinkSync(repositoryFile('node_modules'), join(root, 'node_modules'));
  writeFileSync(
    join(root, 'src/main.ts'),
    "import { word } from './word.ts';\nconsole.log(word, import.meta.url);\n",
  );
  writeFileSync(join(root, 'src/word.ts'), "export const word: string = 'one';\n");
  return root;
}

function make(root: string): Promise<string> {
  return bundled(root, 'src/main.ts', join(root, '.importos'));
}

function said(main: string): string {
  return execFileSync(process.execPath, [main], { encoding: 'utf8' });
}

test('says what the files say, and knows where they are', async () => {
  const root = repository('plain');
  assert.equal(said(await make(root)), `one ${pathToFileURL(join(root, 'src/main.ts')).href}\n`);
});

test('is made once, and again when a file has another size or time', async () => {
  const root = repository('changed');
  const first = await make(root);
  rmSync(join(root, 'node_modules'));
  assert.equal(await make(root), first, 'without the bundler');
  symlinkSync(repositoryFile('node_modules'), join(root, 'node_modules'));
  const word = join(root, 'src/word.ts');
  writeFileSync(word, "export const word: string = 'two';\n");
  utimesSync(word, 1, 1);
  assert.match(said(await make(root)), /^two /);
  writeFileSync(word, "export const word: string = 'three';\n");
  assert.match(said(await make(root)), /^three /);
});

test('is made again when a part of it, or what says which it is, is gone or broken', async () => {
  const root = repository('gone');
  const first = await make(root);
  rmSync(first);
  assert.match(said(await make(root)), /^one /);
  writeFileSync(join(root, '.importos/manifest.json'), '{');
  assert.match(said(await make(root)), /^one /);
});

test('a file that can not be translated is an error, and leaves nothing half made', async () => {
  const root = repository('wrong');
  writeFileSync(join(root, 'src/word.ts'), 'export const = ;\n');
  await assert.rejects(() => make(root));
  assert.deepEqual(existsSync(join(root, '.importos')) ? readdirSync(join(root, '.importos')) : [], []);
});

test('several at once all have it', async () => {
  const root = repository('several');
  const script = `import { bundled } from ${JSON.stringify(new URL('bundle.mjs', import.meta.url).href)};
    await import(await bundled(${JSON.stringify(root)}, 'src/main.ts', ${JSON.stringify(join(root, '.importos'))}));`;
  const { spawn } = await import('node:child_process');
  const outputs = await Promise.all(
    Array.from(
      { length: 4 },
      () =>
        new Promise<string>((resolve) => {
          const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
          let text = '';
          child.stdout.on('data', (data) => {
            text += data;
          });
          child.once('close', () => resolve(text));
        }),
    ),
  );
  for (const output of outputs) assert.match(output, /^one /);
});

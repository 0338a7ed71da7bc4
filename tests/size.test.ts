/**
 * `importos size` on a whole image: every byte is in a row, what the program wrote is named with its file and line, and
 * the treemap works in a real browser, where boxes are clicked.
 */
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { repositoryFile } from '../toolchain/targets/target.ts';
import { openPage } from './support/browser.ts';
import { runCommand } from './support/child-process.ts';
import { builtImage } from './support/running-image.ts';

const timeoutMs = 120_000;
const dir = mkdtempSync(join(tmpdir(), 'importos-size-'));
after(() => rmSync(dir, { recursive: true }));

/** [file, memory, name] of each row, by the table's heading. */
function tables(text: string): ReadonlyMap<string, readonly (readonly [number, number, string])[]> {
  const found = new Map<string, [number, number, string][]>();
  let heading = '';
  for (const line of text.split('\n')) {
    const [, file = '', memory = '', name = ''] =
      /^ *(file|[\d,]+) +(memory|[\d,]+) +(?:share|[\d.]+ %) {2}(.*)$/.exec(line) ?? [];
    if (file === 'file') heading = name;
    else if (name !== '') {
      const row: [number, number, string] = [
        Number(file.replaceAll(',', '')),
        Number(memory.replaceAll(',', '')),
        name,
      ];
      found.set(heading, [...(found.get(heading) ?? []), row]);
    }
  }
  return found;
}

for (const target of ['linux', 'x86_64']) {
  test(`each table of importos size adds up to the image's file: ${target}`, async () => {
    const image = await builtImage('tests/services/faults.ts', target);
    const { stdout, stderr, exitCode } = await runCommand(
      repositoryFile('importos'),
      ['size', image, '--top', '50000'],
      { timeoutMs },
    );
    assert.equal(exitCode, 0, stderr);
    const found = tables(stdout);
    assert.deepEqual([...found.keys()], ['part', 'module', 'function or value']);
    for (const [heading, rows] of found) {
      const total = rows.at(-1);
      assert.equal(total?.[2], 'total', heading);
      assert.equal(total?.[0], statSync(image).size, heading);
      for (const column of [0, 1] as const) {
        const sum = rows.slice(0, -1).reduce((before, row) => before + row[column], 0);
        assert.equal(sum, total?.[column], `${heading}, column ${column}`);
      }
    }
    const names = (found.get('function or value') ?? []).map(([, , name]) => name);
    for (const wanted of [
      /^Door\.unlock {2}\(faults\/door\.ts:\d+\)/,
      /^panic {2}\(importos:machine\/panic\.ts:\d+\)/,
      /^"no key " {2}\(strings\)/,
      /^variable panicking {2}\(importos:machine\/panic\.ts\)$/,
    ])
      assert.ok(
        names.some((name) => wanted.test(name)),
        `${wanted} is in no row`,
      );
    const parts = new Map((found.get('part') ?? []).map(([file, , name]) => [name, file]));
    // What nothing is known of is little.
    assert.ok((parts.get('padding') ?? 0) < statSync(image).size / 10);
  });
}

test('an image without its debug file, or with that of another build, is refused', async (t) => {
  const image = await builtImage('tests/services/faults.ts', 'linux');
  const other = await builtImage('tests/services/faults.ts', 'x86_64');
  const run = (...words: readonly string[]): ReturnType<typeof runCommand> =>
    runCommand(repositoryFile('importos'), ['size', ...words], { timeoutMs });
  const alone = join(dir, 'alone');
  copyFileSync(image, alone);
  t.after(() => rmSync(alone));
  const { stderr, exitCode } = await run(alone, '--html', join(dir, 'never.html'));
  assert.equal(exitCode, 1);
  assert.match(stderr, /alone\.debug is not there/);
  copyFileSync(`${other}.debug`, `${alone}.debug`);
  assert.match((await run(alone, '--html', join(dir, 'never.html'))).stderr, /belongs to another build/);
  assert.ok(!readdirSync(dir).includes('never.html'));
});

test('the treemap opens in a browser; boxes lead in, the path leads out, the search marks', async (t) => {
  const image = await builtImage('tests/services/faults.ts', 'linux');
  const html = join(dir, 'size.html');
  const made = await runCommand(repositoryFile('importos'), ['size', image, '--html', html], { timeoutMs });
  assert.equal(made.exitCode, 0, made.stderr);
  const page = await openPage(t, html);
  const boxes = (): Promise<readonly string[]> =>
    page.evaluate("[...document.querySelectorAll('.box')].map((box) => box.dataset.name)");
  const path = (): Promise<readonly string[]> =>
    page.evaluate("[...document.querySelectorAll('nav button')].map((step) => step.textContent)");
  const all = await boxes();
  assert.ok(
    all.some((name) => name?.startsWith('code')),
    all.join(),
  );
  assert.ok(all.length > 20);
  // Boxes are as large as what they stand for.
  const ratio = await page.evaluate<number>(`(() => {
    const boxes = [...document.querySelectorAll('.box')];
    const outer = [/^code/, /^data$/].map((name) => boxes.find((box) => name.test(box.dataset.name)));
    const each = outer.map((box) => box.offsetWidth * box.offsetHeight / Number(box.dataset.bytes));
    return Math.max(...each) / Math.min(...each);
  })()`);
  assert.ok(ratio < 1.05, `areas differ by ${ratio} from their bytes`);

  await page.click('.box[data-name="data"]');
  assert.equal((await path()).at(-1), 'data');
  assert.ok((await boxes()).includes('strings'));
  assert.match(await page.evaluate("document.querySelector('footer').textContent"), /› data.*: [\d,]+ bytes/);

  await page.click('nav button');
  assert.equal((await path()).length, 1);

  await page.evaluate(`(() => {
    const field = document.querySelector('input');
    field.value = 'panic';
    field.dispatchEvent(new Event('input'));
  })()`);
  assert.match(
    await page.evaluate("document.querySelector('footer').textContent"),
    /^'panic' is in [\d,]+ bytes/,
  );
  assert.deepEqual(page.complaints, []);
});

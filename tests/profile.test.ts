/**
 * `importos profile` on tests/services/busy.ts, on both targets: the functions that keep the processor busy are found with
 * their lines and callers; the speedscope file has the shape of its schema, and the flame graph works in a real browser.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { repositoryFile } from '../toolchain/targets/target.ts';
import { openPage } from './support/browser.ts';
import { type Outcome, runCommand } from './support/child-process.ts';
import { builtImage } from './support/running-image.ts';

/** Longer than a build and a run take on a busy machine. */
const timeoutMs = 180_000;
const PROGRAM = 'tests/services/busy.ts';

const dir = mkdtempSync(join(tmpdir(), 'importos-profile-'));
after(() => rmSync(dir, { recursive: true }));

interface Speedscope {
  readonly $schema: string;
  readonly name: string;
  readonly exporter: string;
  readonly activeProfileIndex: number;
  readonly shared: {
    readonly frames: readonly { name: string; file?: string; line?: number; col?: number }[];
  };
  readonly profiles: readonly {
    readonly type: string;
    readonly name: string;
    readonly unit: string;
    readonly startValue: number;
    readonly endValue: number;
    readonly samples: readonly (readonly number[])[];
    readonly weights: readonly number[];
  }[];
}

/** What https://www.speedscope.app/file-format-schema.json demands of a file with one profile of samples. */
function assertSchema(file: Speedscope): void {
  assert.equal(file.$schema, 'https://www.speedscope.app/file-format-schema.json');
  assert.ok(
    Object.keys(file).every((key) =>
      /^(\$schema|name|exporter|activeProfileIndex|shared|profiles)$/.test(key),
    ),
  );
  for (const frame of file.shared.frames) {
    assert.equal(typeof frame.name, 'string');
    for (const [key, value] of Object.entries(frame))
      assert.equal(typeof value, { name: 'string', file: 'string', line: 'number', col: 'number' }[key], key);
  }
  assert.equal(file.profiles.length, 1);
  for (const { type, unit, startValue, endValue, samples, weights } of file.profiles) {
    assert.equal(type, 'sampled');
    assert.ok(['none', 'nanoseconds', 'microseconds', 'milliseconds', 'seconds', 'bytes'].includes(unit));
    assert.equal(samples.length, weights.length);
    const sum = weights.reduce((before, weight) => before + weight, 0);
    assert.equal(endValue - startValue, sum);
    for (const index of samples.flat())
      assert.ok(Number.isInteger(index) && index < file.shared.frames.length);
  }
}

function profileOf(path: string): Speedscope {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function importos(...words: readonly string[]): Promise<Outcome> {
  return runCommand(repositoryFile('importos'), words, { timeoutMs, cwd: dir });
}

for (const target of ['linux', 'x86_64']) {
  const html = join(dir, `${target}.html`);
  const speedscope = join(dir, `${target}.json`);

  test(`the functions that take the time are named with their lines and callers: ${target}`, async () => {
    const words = ['--target', target, '--html', html, '--speedscope', speedscope];
    const { stdout, stderr, exitCode } = await importos('profile', repositoryFile(PROGRAM), ...words);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^\d+\r?\n$/, 'the output of the program passes through');
    assert.match(stderr, /^\d+ samples in \d+ ms of processor time/);
    const file = profileOf(speedscope);
    assertSchema(file);
    const [profile] = file.profiles;
    const { frames } = file.shared;
    assert.ok(profile !== undefined && profile.samples.length >= 8, `${profile?.samples.length} samples`);
    const source = readFileSync(repositoryFile(PROGRAM), 'utf8').split('\n');
    let own = 0;
    let whole = 0;
    profile.samples.forEach((stack, index) => {
      const weight = profile.weights[index] ?? 0;
      const names = stack.map((frame) => frames[frame]?.name);
      whole += weight;
      const top = frames[stack.at(-1) ?? 0];
      if (top?.name !== 'fibonacci' && top?.name !== 'Towers.move') return;
      own += weight;
      assert.equal(top.file, 'busy.ts');
      const text = source[(top.line ?? 0) - 1] ?? '';
      assert.ok(text.includes(top.name === 'fibonacci' ? 'function fibonacci' : 'move('), text);
      assert.ok(names.includes('work') && names.includes('<module> busy.ts'), names.join());
      assert.ok(!names.some((name) => name?.startsWith('<entry>')), names.join());
    });
    assert.ok(own > whole * 0.8, `${own} of ${whole} ns are in the two functions`);
  });

  test(`the flame graph opens in a browser; a click widens a box, the search marks: ${target}`, async (t) => {
    const page = await openPage(t, html);
    const widthOf = (name: string): Promise<number> =>
      page.evaluate(
        `Math.max(0, ...[...document.querySelectorAll('.box[data-name="${name}"]')].map((box) => box.offsetWidth))`,
      );
    const [field, before] = [
      await page.evaluate<number>("document.querySelector('.field').clientWidth"),
      await widthOf('Towers.move'),
    ];
    assert.ok(before > 10 && before < field - 10, `${before} of ${field}`);
    assert.ok(Math.abs((await widthOf('work')) - field) < field * 0.2);
    await page.click('.box[data-name="Towers.move"]');
    assert.equal(await widthOf('Towers.move'), field, 'as wide as the page');
    const text = await page.evaluate<string>("document.querySelector('footer').textContent");
    assert.match(text, /^Towers\.move \(busy\.ts:\d+\): [\d.]+ ms, [\d.]+ % of all/);
    await page.click('nav button');
    await page.evaluate(`(() => {
      const field = document.querySelector('input');
      field.value = 'fibonacci';
      field.dispatchEvent(new Event('input'));
    })()`);
    assert.ok((await page.evaluate<number>("document.querySelectorAll('.box.found').length")) > 0);
    // Of the line that takes the time the text is shown.
    const titles = await page.evaluate<readonly string[]>(
      '[...document.querySelectorAll(\'.box[data-name="fibonacci"]\')].map((box) => box.title)',
    );
    assert.ok(
      titles.some((title) => /line \d+: [\d.]+ % .*fibonacci\(n - 1\)/.test(title)),
      titles[0],
    );
    assert.deepEqual(page.complaints, []);
  });
}

test('a server is profiled until it is asked to end, and sleep is not counted', async () => {
  const [html, speedscope] = [join(dir, 'idle.html'), join(dir, 'idle.json')];
  const words = ['--target', 'x86_64', '--duration', '3', '--html', html, '--speedscope', speedscope];
  const { stderr, exitCode } = await importos('profile', repositoryFile('examples/udp-echo'), ...words);
  assert.equal(exitCode, 0, stderr);
  const [, samples, idle] = /^(\d+) samples .*, (\d+) while asleep$/m.exec(stderr) ?? [];
  assert.ok(Number(idle) > 200 && Number(samples) < Number(idle), stderr);
});

test('only an image that was built for it has the profiler in it', async () => {
  const plain = await builtImage(PROGRAM, 'linux');
  const refused = await importos('profile', plain);
  assert.equal(refused.exitCode, 1);
  assert.match(refused.stderr, /has no profiler in it\nhelp: build it with '--profile'/);
  assert.ok(!existsSync(join(dir, 'build')), 'nothing half-built is left');
  const profiling = await builtImage(PROGRAM, 'linux', '--profile');
  const symbols = (image: string): string => readFileSync(`${image}.debug`, 'latin1');
  assert.ok(!symbols(plain).includes('profile_record'));
  assert.ok(symbols(profiling).includes('profile_record'));
  // By itself it runs as any other: also with a file that isn't meant for it at the profiler's descriptor.
  const mine = join(dir, 'mine');
  const { stdout } = await runCommand(
    'bash',
    ['-c', `echo text > ${mine}; ${profiling} 3<>${mine}; cat ${mine}`],
    {
      timeoutMs,
    },
  );
  assert.match(stdout, /^\d+\ntext\n$/);
});

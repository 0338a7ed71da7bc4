import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import type { Compile, CompileOptions } from '../compiler/api.ts';
import { Problem } from '../problem.ts';
import { runCli } from './cli.ts';
import { COMMANDS } from './commands/table.ts';
import type { Context } from './context.ts';

const cwd = mkdtempSync(join(tmpdir(), 'importos-test-'));
after(() => rmSync(cwd, { recursive: true, force: true }));
writeFileSync(join(cwd, 'main.ts'), 'const x = y;\n');

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function cli(line: string, compile: Compile = () => assert.fail('compiled')): Promise<Outcome> {
  let out = '';
  let err = '';
  const context: Context = {
    cwd,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal: false,
    loadCompiler: async () => compile,
    ensure: () => {},
  };
  const status = await runCli(line === '' ? [] : line.split(' '), context);
  return { status, out, err };
}

async function problem(line: string): Promise<string> {
  try {
    await cli(line);
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return `${error.message} | ${error.help}`;
  }
  return assert.fail(`${line} was accepted`);
}

test('every wrong word is answered with the nearest valid one', async () => {
  const cases: Readonly<Record<string, string>> = {
    buidl: "unknown command 'buidl' | did you mean 'build'?",
    frobnicate: "unknown command 'frobnicate' | one of: new, build, run, debug, profile, size, doctor, help",
    'main.ts': "unknown command 'main.ts' | did you mean 'importos run main.ts'?",
    'run --prot 80:80': "unknown option '--prot' | did you mean '--port'?",
    'run --zzzzzz': "unknown option '--zzzzzz' | 'importos help run' shows what there is",
    'run main.ts --target linus': "unknown target 'linus' | did you mean 'linux'? (x86_64, linux)",
    'run main.ts --machine q36': "unknown machine 'q36' | did you mean 'q35'? (microvm, q35)",
    'run main.ts --accel kvn': "unknown accelerator 'kvn' | did you mean 'kvm'? (auto, tcg, kvm)",
    'build main.ts --emit lvm': "unknown form 'lvm' | did you mean 'llvm'? (ir, llvm, asm)",
    'run main.ts --cpus 2': 'an image uses one processor for now | --cpus 1; for more, start more images',
    'run main.ts --cpus none': "'none' is not a number of processors | --cpus 1",
    'run main.ts --env PORT': "'PORT' is not a setting | KEY=VALUE, as in --env PORT=80",
    'run main.ts --port 80': "'80' is not a port to forward | did you mean '80:80'?",
    'run main.ts --memory 1K': '1 KB of memory is too little for x86_64 | at least 2 MB',
    'run main.ts --memory 0': "'0' is not a size of memory | a number with K, M or G, as in 8M",
    'run main.ts --memory 0M': 'no machine has 0M of memory | undefined',
    'run a b':
      "too many arguments for 'run'. Expected 1 argument but got 2 | words for the program stand behind --, as in 'importos run main.ts -- WORDS'",
    'build main.ts -- x': "'build' takes no words behind -- | they are a program's: importos run … -- WORDS",
    'size main.ts --htm x.html': "unknown option '--htm' | did you mean '--html'?",
    'size main.ts --top 0': "'0' is not a number of rows | --top 50",
    'size main.ts --html main.ts': `${join(cwd, 'main.ts')} is there and is not a report of ImportOS | name another file with '--html'`,
    'profile main.ts --speedscop x': "unknown option '--speedscop' | did you mean '--speedscope'?",
    'profile main.ts --duration 0': "'0' is not a number of seconds | --duration 10",
    'profile main.ts --speedscope main.ts': `${join(cwd, 'main.ts')} is there and is not a report of ImportOS | name another file with '--speedscope'`,
    'debug main.ts --optimised': "unknown option '--optimised' | did you mean '--optimized'?",
    'debug main.ts --commands no.gdb': `${join(cwd, 'no.gdb')} is not there | a file with gdb's commands, one a line`,
    new: "missing required argument 'dir' | 'importos help new' shows what there is",
    'build main.ts --port 1:2': "unknown option '--port' | 'importos help build' shows what there is",
  };
  for (const [line, expected] of Object.entries(cases)) assert.equal(await problem(line), expected, line);
});

test('an output that would replace what no build made is refused before anything is compiled', async () => {
  const at = (name: string): string => join(cwd, name);
  const another = "name another file with '-o'";
  mkdirSync(at('folder'));
  mkdirSync(at('half.debug'));
  for (const name of ['empty.js', 'notes', 'data.json', 'app.debug'])
    writeFileSync(at(name), name === 'empty.js' ? '' : 'text');
  const cases: Readonly<Record<string, string>> = {
    'build main.ts -o main.ts': `${at('main.ts')} is a source file | ${another}`,
    'run main.ts -o main.ts': `${at('main.ts')} is a source file | ${another}`,
    'build main.ts -o empty.js': `${at('empty.js')} is a source file | ${another}`,
    'build main.ts --emit ir -o data.json': `${at('data.json')} is a source file | ${another}`,
    'build main.ts -o notes': `${at('notes')} is there and is not an image of ImportOS | ${another}`,
    'build main.ts -o folder': `${at('folder')} is a directory | name a file, as in -o ${at('folder')}/NAME`,
    'build main.ts --emit ir -o folder': `${at('folder')} is a directory | name a file, as in -o ${at('folder')}/NAME`,
    'build main.ts -o half': `${at('half.debug')} is a directory | name a file, as in -o ${at('half.debug')}/NAME`,
    'build main.ts -o app': `${at('app.debug')} is there, and is not the debug file of an image | ${another}`,
    'build main.ts -o notes/x': `${at('notes/x')} can't be written: no file can be made in ${at('notes')} (not a directory) | ${another}`,
    'build main.ts -o /proc/x/y': `/proc/x/y can't be written: no file can be made in /proc (no such file or directory) | ${another}`,
    'build main.ts -o /dev/null': `/dev/null is not a file | ${another}`,
  };
  const before = readdirSync(cwd).sort();
  for (const [line, expected] of Object.entries(cases)) assert.equal(await problem(line), expected, line);
  assert.deepEqual(readdirSync(cwd).sort(), before);
  assert.equal(readFileSync(at('main.ts'), 'utf8'), 'const x = y;\n');
});

test('help says which memory there is without --memory', async () => {
  const { out } = await cli('help run');
  assert.match(out.replace(/\s+/g, ' '), /default: 16M for a machine, what the computer has for a process/);
});

test('help names every command and every option', async () => {
  const { out, status } = await cli('help');
  assert.equal(status, 0);
  for (const { name, options } of COMMANDS) {
    assert.match(out, new RegExp(`^ {2}${name} `, 'm'));
    const help = await cli(`help ${name}`);
    assert.equal(help.status, 0);
    for (const option of options) assert.ok(help.out.includes(option.long ?? '?'), `${name} ${option.long}`);
    assert.equal((await cli(`${name} --help`)).out, help.out);
  }
});

test('no words at all is answered with the help, on the side of errors', async () => {
  const { status, out, err } = await cli('');
  assert.equal(status, 1);
  assert.equal(out, '');
  assert.match(err, /^Usage: importos/);
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  assert.equal((await cli('--version')).out, `${version}\n`);
});

test('an error in the program is printed with its place, and nothing is made', async () => {
  const failing: Compile = ({ entry }) => ({
    diagnostics: [
      {
        code: 2304,
        severity: 'error',
        message: "Cannot find name 'y'.",
        file: entry,
        line: 1,
        column: 11,
        length: 1,
      },
    ],
    usesNetwork: false,
  });
  const expected = [
    "main.ts:1:11: error 2304: Cannot find name 'y'.",
    '  1 | const x = y;',
    '    |           ^',
    '',
    '1 error',
    '',
  ].join('\n');
  for (const line of ['build main.ts', 'run main.ts', 'build main.ts --emit ir']) {
    assert.deepEqual(await cli(line, failing), { status: 1, out: '', err: expected }, line);
  }
  assert.ok(!existsSync(join(cwd, 'build')));
});

test('--emit prints the form that was asked for, or writes it to -o', async () => {
  const seen: CompileOptions[] = [];
  const compile: Compile = (options) => {
    seen.push(options);
    return { diagnostics: [], emitted: 'define\n', usesNetwork: false };
  };
  assert.equal((await cli('build main.ts --emit llvm --target linux', compile)).out, 'define\n');
  assert.equal((await cli('build main.ts --emit llvm --debug -o new/x.ll', compile)).out, '');
  assert.equal(readFileSync(join(cwd, 'new/x.ll'), 'utf8'), 'define\n');
  assert.equal((await cli('build main.ts --emit asm --quick', compile)).out, 'define\n');
  assert.deepEqual(
    seen.map(({ emit, target, debug, optimize, entry }) => ({ emit, target, debug, optimize, entry })),
    [
      { emit: 'llvm', target: 'linux', debug: false, optimize: true, entry: join(cwd, 'main.ts') },
      { emit: 'llvm', target: 'x86_64', debug: true, optimize: false, entry: join(cwd, 'main.ts') },
      { emit: 'asm', target: 'x86_64', debug: false, optimize: false, entry: join(cwd, 'main.ts') },
    ],
  );
});

test('a new project is complete, and nothing is overwritten', async () => {
  const { out } = await cli('new shop');
  assert.equal(out, 'shop is ready; next: importos run shop\n');
  const description = JSON.parse(readFileSync(join(cwd, 'shop/package.json'), 'utf8'));
  assert.equal(description.name, 'shop');
  assert.ok(existsSync(join(cwd, 'shop', description.main)));
  for (const name of ['tsconfig.json', 'README.md']) assert.ok(existsSync(join(cwd, 'shop', name)));
  assert.match(await problem('new shop'), /is not empty \| name a directory that is not there yet/);
  assert.match(await problem('new main.ts'), /is a file/);
});

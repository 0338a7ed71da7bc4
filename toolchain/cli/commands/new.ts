/** `importos new`: a small project to start from, ordinary TypeScript that also runs under Node. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Problem } from '../../problem.ts';
import type { Command } from '../command.ts';

/** The row of `importos new`. */
export const newCommand: Command = {
  name: 'new',
  operand: '<dir>',
  summary: 'make a directory with a small project to start from',
  details: 'The directory must be new or empty: nothing is overwritten.',
  options: [],
  run({ operand = '' }, { cwd, out }) {
    const dir = resolve(cwd, operand);
    refuseUnlessEmpty(dir);
    const name = packageName(basename(dir));
    for (const [path, text] of Object.entries(projectFiles(name))) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text, { flag: 'wx' });
    }
    out(`${operand} is ready; next: importos run ${operand}\n`);
    return 0;
  },
};

function refuseUnlessEmpty(dir: string): void {
  const found = statSync(dir, { throwIfNoEntry: false });
  if (found && !found.isDirectory())
    throw new Problem(`${dir} is a file`, 'name a directory that is not there yet');
  if (found && readdirSync(dir).length > 0) {
    throw new Problem(
      `${dir} is not empty`,
      'name a directory that is not there yet; nothing is overwritten',
    );
  }
}

/** A directory's name as npm takes it for a package. */
function packageName(name: string): string {
  const safe = name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
  return safe || 'program';
}

function projectFiles(name: string): Readonly<Record<string, string>> {
  return {
    'package.json': json({
      name,
      version: '0.1.0',
      private: true,
      type: 'module',
      main: 'src/main.ts',
      devDependencies: { '@types/node': '^20', typescript: '^6.0.3' },
    }),
    'tsconfig.json': json({
      compilerOptions: {
        target: 'es2024',
        lib: ['es2024'],
        module: 'nodenext',
        strict: true,
        noEmit: true,
        allowImportingTsExtensions: true,
        types: ['node'],
      },
      include: ['src'],
    }),
    'src/main.ts': `const who = process.argv[2] ?? 'world';\nconsole.log(\`Hello, \${who}!\`);\n`,
    'README.md': `# ${name}

    importos run .                     boot it in a virtual machine
    importos run . -- you              the same, with an argument
    importos run . --target linux      run it as a process
    importos build .                   make an image: build/${name}.x86_64

It is ordinary TypeScript: \`npx tsx src/main.ts\` runs it under Node. \`npm install\` brings the types that an editor
wants.
`,
    '.gitignore': 'node_modules/\nbuild/\n',
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

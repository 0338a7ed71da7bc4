/**
 * The images that are measured: built from the examples by the command that users type, into a directory that is
 * removed at the end; and the floor, a kernel without a system.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Config } from '../../toolchain/config.ts';
import { runTool } from '../../toolchain/image/tool.ts';
import { type Machine, qemuArguments } from '../../toolchain/launcher/qemu.ts';
import { Problem } from '../../toolchain/problem.ts';
import type { TargetName } from '../../toolchain/targets/table.ts';
import { targetNamed } from '../../toolchain/targets/table.ts';
import { repositoryFile } from '../../toolchain/targets/target.ts';

const dir = mkdtempSync(join(tmpdir(), 'importos-bench-'));
process.once('exit', () => rmSync(dir, { recursive: true, force: true }));

/** Builds an example; the image's path. */
export function buildExample(name: string, target: TargetName): string {
  return buildProgram(`examples/${name}`, target);
}

/**
 * Builds a program, named by its path from the repository's root or an absolute one; the image's path. A Problem with what the command said when that fails. With a configuration the
 * program, which must be a single file, is built as a project of its own.
 */
export function buildProgram(entry: string, target: TargetName, config?: Config): string {
  const image = join(mkdtempSync(join(dir, 'image-')), `${basename(entry, '.ts')}.${target}`);
  const source = config === undefined ? repositoryFile(entry) : makeProject(entry, config);
  const words = ['build', source, '--target', target, '-o', image];
  const { status, stderr } = spawnSync(repositoryFile('importos'), words, { encoding: 'utf8' });
  if (status !== 0) throw new Problem(`${entry} can't be built for ${target}`, stderr.trim());
  return image;
}

function makeProject(entry: string, config: Config): string {
  const project = mkdtempSync(join(dir, 'project-'));
  const source = join(project, basename(entry));
  copyFileSync(repositoryFile(entry), source);
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(project, 'importos.config.ts'), `export default ${JSON.stringify(config)};`);
  return source;
}

/** The words that boot an image on a microvm under TCG with the given rest. */
export function microvmWords(image: string, rest: Partial<Machine> = {}): readonly string[] {
  const target = targetNamed('microvm');
  return qemuArguments({
    target,
    image,
    memoryBytes: target.defaultMemoryBytes,
    accelerator: 'tcg',
    commandLine: '',
    network: undefined,
    ...rest,
  });
}

/** What the floor prints. */
export const FLOOR_LINE = 'FLOOR';

/** Assembles a kernel of some hundred bytes that prints `FLOOR_LINE` and stops: what QEMU itself costs. */
export function buildFloor(): string {
  const path = (name: string): string => join(dir, name);
  writeFileSync(
    path('floor.S'),
    `.section .note.Xen,"a",@note
.long 4, 4, 18; .asciz "Xen"; .long start
.text
.code32
.globl start
start: movl $line, %esi; movw $0x3f8, %dx
1: lodsb; testb %al, %al; jz 2f; outb %al, %dx; jmp 1b
2: hlt; jmp 2b
line: .asciz "${FLOOR_LINE}\\n"
`,
  );
  writeFileSync(
    path('floor.ld'),
    `ENTRY(start) PHDRS { code PT_LOAD FLAGS(5); note PT_NOTE; }
SECTIONS { . = 0x100000; .note.Xen : { *(.note.Xen) } :code :note .text : { *(.text) } :code }
`,
  );
  runTool('clang-19', ['--target=i386-unknown-none-elf', '-c', path('floor.S'), '-o', path('floor.o')]);
  runTool('ld.lld-19', ['-s', '-T', path('floor.ld'), path('floor.o'), '-o', path('floor')]);
  return path('floor');
}

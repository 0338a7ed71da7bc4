/**
 * What a process costs: time from its start to its end, and its peak memory. The measuring is done by a small C program
 * (process-cost.c), which is compiled on first use.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programEnvironment } from '../../tests/support/oracle.ts';
import { runTool } from '../../toolchain/image/tool.ts';
import { Problem } from '../../toolchain/problem.ts';
import { repositoryFile } from '../../toolchain/targets/target.ts';

const dir = mkdtempSync(join(tmpdir(), 'importos-bench-'));
process.once('exit', () => rmSync(dir, { recursive: true, force: true }));

/** Compiles a C program of the repository, optimised and linked statically; the path of what came out. */
export function buildC(source: string): string {
  const program = join(dir, source.replaceAll('/', '-').replace(/\.c$/, ''));
  runTool('clang-19', ['-O2', '-Wall', '-static', '-o', program, repositoryFile(source), '-lm']);
  return program;
}

let measurer: string | undefined;

function measuringProgram(): string {
  measurer ??= buildC('bench/support/process-cost.c');
  return measurer;
}

const env = { ...process.env, ...programEnvironment };

/** Milliseconds from posix_spawn(3) to the end, of so many runs one after the other. Blocks. */
export function timeRuns(count: number, program: string, words: readonly string[]): readonly number[] {
  const { status, stdout } = spawnSync(measuringProgram(), ['times', `${count}`, program, ...words], {
    encoding: 'utf8',
    env,
  });
  if (status !== 0) throw new Problem(`${program} did not end with 0`);
  return stdout
    .trim()
    .split('\n')
    .map((ns) => Number(ns) / 1e6);
}

/** What a program printed, and the most memory that it had. */
export interface MeasuredRun {
  readonly stdout: string;
  readonly peakBytes: number;
}

/** Runs a program to its end. A Problem with what it printed last when it doesn't end with 0 in time. */
export function runMeasured(
  program: string,
  words: readonly string[],
  timeoutMs: number,
): Promise<MeasuredRun> {
  const peakFile = join(dir, 'peak');
  return new Promise((resolve, reject) => {
    const child = spawn(measuringProgram(), ['peak', peakFile, program, ...words], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('latin1');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('latin1');
    });
    child.once('error', reject);
    child.once('close', (status, signal) => {
      clearTimeout(timer);
      if (status === 0) resolve({ stdout, peakBytes: Number(readFileSync(peakFile, 'latin1')) });
      else {
        const how = signal === null ? `ended with ${status}` : `did not end in ${timeoutMs / 1000} s`;
        reject(new Problem(how, (stderr.trim() || stdout.trim()).split('\n')[0]));
      }
    });
  });
}

/**
 * The options that commands share, each written once: its words, its help, and what is made of its value.
 * A value that is wrong is a Problem here, before anything has happened.
 */
import { Option } from 'commander';
import { EMITS, type Emit } from '../compiler/api.ts';
import { type PortForward, parsePort, parseTap } from '../launcher/network.ts';
import { Problem } from '../problem.ts';
import { TARGET_NAMES, TARGETS } from '../targets/table.ts';
import { oneOf } from './nearest.ts';
import { parseMemory } from './size.ts';

const MACHINES = TARGETS.filter((row) => row.isMachine).map(({ name }) => name);
const ACCELERATORS = ['auto', 'tcg', 'kvm'] as const;

/** How a virtual machine is executed. */
export type Accelerator = (typeof ACCELERATORS)[number];

/** What the options' parsers give, by the names that commander derives; each is there when it was typed. */
export interface OptionWords {
  readonly target?: string;
  readonly output?: string;
  readonly emit?: Emit;
  readonly debug?: boolean;
  readonly quick?: boolean;
  readonly watch?: boolean;
  /** False when it was said that there be none. */
  readonly server?: boolean;
  readonly memory?: number;
  readonly cpus?: number;
  readonly port?: readonly PortForward[];
  readonly tap?: string;
  readonly env?: ReadonlyMap<string, string>;
  readonly accel?: Accelerator;
  readonly machine?: string;
  readonly profile?: boolean;
  readonly speedscope?: string;
  readonly duration?: number;
  readonly html?: string;
  readonly commands?: string;
  readonly optimized?: boolean;
}

/** Every shared option by the name that a command's row uses. */
export const OPTIONS = {
  target: new Option('--target <name>', `what to build for: ${TARGET_NAMES.join(', ')}`).argParser((word) =>
    oneOf('target', word, TARGET_NAMES),
  ),
  output: new Option('-o, --output <path>', 'where the image goes'),
  emit: new Option('--emit <form>', `print a form in between instead: ${EMITS.join(', ')}`).argParser(
    (word) => oneOf('form', word, EMITS),
  ),
  debug: new Option('--debug', 'lines and variables for a debugger; no optimisation'),
  quick: new Option('--quick', 'no optimisation: built sooner, and slower when it runs'),
  watch: new Option('--watch', 'do it again whenever a file of the program changes'),
  server: new Option(
    '--no-server',
    'build in this process, even where another one is kept that has built before',
  ),
  profile: new Option('--profile', "with the profiler in it, for 'importos profile IMAGE'"),
  memory: new Option(
    '--memory <size>',
    'memory, as in 8M (default: 16M for a machine, what the computer has for a process)',
  ).argParser(parseMemory),
  cpus: new Option('--cpus <count>', 'processors of the machine; only 1 for now').argParser(parseCpus),
  port: new Option(
    '--port <host:guest>',
    'forward a port (udp:HOST:GUEST for udp); may be repeated',
  ).argParser((word: string, before: readonly PortForward[] | undefined) => [
    ...(before ?? []),
    parsePort(word),
  ]),
  tap: new Option('--tap <name>', 'network over a TAP device instead').argParser(parseTap),
  env: new Option('--env <key=value>', 'set an environment variable; may be repeated').argParser(parseEnv),
  accel: new Option('--accel <how>', 'auto (KVM where it is there), tcg or kvm').argParser((word) =>
    oneOf('accelerator', word, ACCELERATORS),
  ),
  machine: new Option('--machine <name>', `the machine QEMU plays: ${MACHINES.join(', ')}`).argParser(
    (word) => oneOf('machine', word, MACHINES),
  ),
  html: new Option('--html <file>', 'write a page for a browser, too'),
} as const;

/** A whole number from 1 on; `what` and `example` are for the Problem that anything else is. */
export function parseCount(word: string, what: string, example: string): number {
  if (/^[1-9]\d{0,8}$/.test(word)) return Number(word);
  throw new Problem(`'${word}' is not ${what}`, example);
}

function parseCpus(word: string): number {
  if (word === '1') return 1;
  if (!/^[1-9]\d*$/.test(word)) throw new Problem(`'${word}' is not a number of processors`, '--cpus 1');
  throw new Problem('an image uses one processor for now', '--cpus 1; for more, start more images');
}

function parseEnv(
  word: string,
  before: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<string, string> {
  const equals = word.indexOf('=');
  if (equals < 1 || word.includes('\0'))
    throw new Problem(`'${word}' is not a setting`, 'KEY=VALUE, as in --env PORT=80');
  return new Map([...(before ?? []), [word.slice(0, equals), word.slice(equals + 1)]]);
}

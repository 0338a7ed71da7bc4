/**
 * `console`: formatted lines to standard output and standard error (Node docs: console).
 */

import { utf8Bytes } from './buffer/utf8.ts';
import { type ConsoleStream, theHost } from './host.ts';
import { format, formatWithOptions } from './inspect/format.ts';
import { type InspectOptions, inspect } from './inspect/inspect.ts';
import { formatTable } from './inspect/table.ts';

const GROUP_INDENT = 2;

/** A console; `write` gets whole lines. */
export class Console {
  readonly #write: (stream: ConsoleStream, line: string) => void;
  readonly #counts: Map<string, number> = new Map();
  readonly #timers: Map<string, number> = new Map();
  #indentation: string = '';

  constructor(write: (stream: ConsoleStream, line: string) => void) {
    this.#write = write;
  }

  log(...args: readonly unknown[]): void {
    this.#print(1, format(...args));
  }
  info(...args: readonly unknown[]): void {
    this.#print(1, format(...args));
  }
  debug(...args: readonly unknown[]): void {
    this.#print(1, format(...args));
  }
  error(...args: readonly unknown[]): void {
    this.#print(2, format(...args));
  }
  warn(...args: readonly unknown[]): void {
    this.#print(2, format(...args));
  }

  /** Prints the message and where it was called. */
  trace(...args: readonly unknown[]): void {
    const error = new Error(format(...args));
    error.name = 'Trace';
    const stack = String(error.stack);
    const frames = stack.indexOf('\n    at');
    const head = error.message === '' ? 'Trace' : `Trace: ${error.message}`;
    this.#print(2, head + (frames < 0 ? '' : stack.slice(frames)));
  }

  /** Prints "Assertion failed" unless the condition holds. */
  assert(condition?: unknown, ...args: readonly unknown[]): void {
    if (condition) return;
    const [first, ...rest] = args;
    if (args.length === 0) this.error('Assertion failed');
    else this.error(`Assertion failed: ${first}`, ...rest);
  }

  dir(value: unknown, options: InspectOptions = {}): void {
    this.#print(1, inspect(value, { customInspect: false, ...options }));
  }
  dirxml(...args: readonly unknown[]): void {
    this.log(...args);
  }

  count(label: string = 'default'): void {
    const count = (this.#counts.get(`${label}`) ?? 0) + 1;
    this.#counts.set(`${label}`, count);
    this.log(`${label}: ${count}`);
  }
  countReset(label: string = 'default'): void {
    this.#counts.delete(`${label}`);
  }

  time(label: string = 'default'): void {
    if (!this.#timers.has(`${label}`)) this.#timers.set(`${label}`, theHost().loop.nowMs());
  }
  timeLog(label: string = 'default', ...args: readonly unknown[]): void {
    const startMs = this.#timers.get(`${label}`);
    if (startMs === undefined) return;
    this.#print(
      1,
      formatWithOptions({}, '%s: %s', label, formatDuration(theHost().loop.nowMs() - startMs), ...args),
    );
  }
  timeEnd(label: string = 'default'): void {
    this.timeLog(label);
    this.#timers.delete(`${label}`);
  }

  group(...args: readonly unknown[]): void {
    if (args.length > 0) this.log(...args);
    this.#indentation += ' '.repeat(GROUP_INDENT);
  }
  groupCollapsed(...args: readonly unknown[]): void {
    this.group(...args);
  }
  groupEnd(): void {
    this.#indentation = this.#indentation.slice(GROUP_INDENT);
  }

  /** Prints a table; what has no rows is printed as `log` does. */
  table(data: unknown, columns?: readonly string[]): void {
    this.log(formatTable(data, columns) ?? data);
  }

  #print(stream: ConsoleStream, text: string): void {
    const indented =
      this.#indentation === '' ? text : this.#indentation + text.replaceAll('\n', `\n${this.#indentation}`);
    this.#write(stream, `${indented}\n`);
  }
}

/** The console of the program. */
export const console: Console = new Console((stream, line) => theHost().write(stream, utf8Bytes(line)));
export default console;

/** `1.234s`, `12.345ms`, `1:02.345 (m:ss.mmm)`: as Node rounds durations. */
function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Number(durationMs.toFixed(3))}ms`;
  const seconds = durationMs / 1000;
  if (seconds < 60) return `${seconds.toFixed(3)}s`;
  const minutes = Math.floor(seconds / 60);
  const rest = (seconds % 60).toFixed(3).padStart(6, '0');
  if (minutes < 60) return `${minutes}:${rest} (m:ss.mmm)`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest.slice(0, 2)} (h:mm:ss)`;
}

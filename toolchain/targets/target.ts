/**
 * What a target is: everything the toolchain must know about a machine, as data. The rows are in table.ts; a row
 * names the one it inherits from, and lists grow: the parent's first, then its own.
 */
import { fileURLToPath } from 'node:url';

/** One row of the table; what it leaves out it inherits. */
export interface TargetRow {
  readonly name: string;
  readonly inherits?: string;
  /** Offered to the user as `--target`. */
  readonly isTarget?: boolean;
  /** Offered to the user as `--machine` of the target it inherits from. */
  readonly isMachine?: boolean;
  /** For LLVM. */
  readonly triple?: string;
  /** For assembling and compiling. */
  readonly clangFlags?: readonly string[];
  /** From the root of the repository. */
  readonly linkerScript?: string;
  /** Assembly files that are in every image, from the root of the repository. */
  readonly assembly?: readonly string[];
  /** How it is started: a virtual machine by QEMU, or a process of this computer. */
  readonly runs?: 'qemu' | 'process';
  /** What makes an image one that can be profiled. */
  readonly profiler?: Profiler;
  readonly defaultMemoryBytes?: number;
  /** Less can't hold an empty program. */
  readonly minimumMemoryBytes?: number;
  readonly qemu?: QemuRow;
}

/** The sampling profiler of a target, which only images built for it have. */
export interface Profiler {
  /** Assembly files, from the root of the repository. */
  readonly assembly: readonly string[];
  /** Functions that it has a `__wrap_` of, which the linker puts before them. */
  readonly wraps: readonly string[];
}

/** What QEMU has to be told about a machine. */
export interface QemuRow {
  readonly program?: string;
  readonly arguments?: readonly string[];
  /** The device models; QEMU spells them differently for each bus. */
  readonly networkDevice?: string;
  readonly entropyDevice?: string;
}

/** A row with all that it inherits. File names are absolute. */
export interface Target {
  readonly name: string;
  /** The name that `--target` takes: the compiler builds for this; machines of one target run the same image. */
  readonly family: string;
  readonly triple: string;
  readonly clangFlags: readonly string[];
  readonly linkerScript: string;
  readonly assembly: readonly string[];
  readonly runs: 'qemu' | 'process';
  readonly profiler: Profiler;
  readonly defaultMemoryBytes: number;
  readonly minimumMemoryBytes: number;
  readonly qemu: Required<QemuRow>;
}

const ROOT = new URL('../../', import.meta.url);

/** A file of the repository by its path from the root. */
export function repositoryFile(path: string): string {
  return fileURLToPath(new URL(path, ROOT));
}

/** Puts a row and its ancestors together. Throws when the table itself is wrong: an unknown parent, a missing field. */
export function resolveTarget(name: string, rows: readonly TargetRow[]): Target {
  const line = lineage(name, rows);
  const last = <Key extends keyof TargetRow>(key: Key): NonNullable<TargetRow[Key]> => {
    const value = line.findLast((row) => row[key] !== undefined)?.[key];
    if (value === undefined || value === null) throw new Error(`target ${name} has no ${key}`);
    return value;
  };
  const qemuRows = line.map((row) => row.qemu ?? {});
  const lastQemu = (key: 'program' | 'networkDevice' | 'entropyDevice'): string =>
    qemuRows.findLast((row) => row[key] !== undefined)?.[key] ?? '';
  return {
    name,
    family: line.findLast((row) => row.isTarget)?.name ?? name,
    triple: last('triple'),
    clangFlags: line.flatMap((row) => row.clangFlags ?? []),
    linkerScript: repositoryFile(last('linkerScript')),
    assembly: line.flatMap((row) => row.assembly ?? []).map(repositoryFile),
    runs: last('runs'),
    profiler: profilerOf(line),
    defaultMemoryBytes: last('defaultMemoryBytes'),
    minimumMemoryBytes: last('minimumMemoryBytes'),
    qemu: {
      program: lastQemu('program'),
      arguments: qemuRows.flatMap((row) => row.arguments ?? []),
      networkDevice: lastQemu('networkDevice'),
      entropyDevice: lastQemu('entropyDevice'),
    },
  };
}

function profilerOf(line: readonly TargetRow[]): Profiler {
  const rows = line.flatMap(({ profiler }) => profiler ?? []);
  return {
    assembly: rows.flatMap(({ assembly }) => assembly).map(repositoryFile),
    wraps: rows.flatMap(({ wraps }) => wraps),
  };
}

/** The row and what it inherits from, the oldest ancestor first. */
function lineage(name: string, rows: readonly TargetRow[]): readonly TargetRow[] {
  const line: TargetRow[] = [];
  for (let next: string | undefined = name; next !== undefined; ) {
    const row: TargetRow | undefined = rows.find((candidate) => candidate.name === next);
    if (!row || line.includes(row))
      throw new Error(`target ${name} inherits from '${next}', which is not above it`);
    line.unshift(row);
    next = row.inherits;
  }
  return line;
}

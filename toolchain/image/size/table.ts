/** A size report as text for a terminal: parts, modules, functions. Bytes are exact, so that columns can be added up. */
import { PARTS, type SizeReport, type SizeRow } from './measure.ts';

/** Longer names are cut. */
const NAME_MAX = 50;

interface Sum {
  readonly name: string;
  fileBytes: number;
  memoryBytes: number;
}

/** The tables; of modules and of what is in them the `top` largest, and how much the others are together. */
export function sizeTable(report: SizeReport, top: number): string {
  const { rows, fileBytes, memoryBytes } = report;
  const total: Sum = { name: 'total', fileBytes, memoryBytes };
  const unordered = sums(rows, ({ part }) => part);
  const parts = PARTS.flatMap((part) => unordered.find(({ name }) => name === part) ?? []);
  const modules = sums(rows, ({ module }) => module);
  const items = sums(rows, (row) => itemName(row));
  return [
    table('part', [...parts, total], total),
    table('module', [...shortened(modules, top, 'modules'), total], total),
    table('function or value', [...shortened(items, top, 'functions and values'), total], total),
  ].join('\n');
}

function itemName({ name, module, line, sharers }: SizeRow): string {
  const short = name.length > NAME_MAX ? `${name.slice(0, NAME_MAX - 1)}…` : name;
  const place = name === module ? '' : line === 0 ? `  (${module})` : `  (${module}:${line})`;
  return `${short}${place}${sharers === 0 ? '' : `, shared by ${sharers + 1}`}`;
}

/** Largest first. */
function sums(rows: readonly SizeRow[], nameOf: (row: SizeRow) => string): Sum[] {
  const found = new Map<string, Sum>();
  for (const row of rows) {
    const name = nameOf(row);
    const sum = found.get(name) ?? { name, fileBytes: 0, memoryBytes: 0 };
    sum.fileBytes += row.fileBytes;
    sum.memoryBytes += row.memoryBytes;
    found.set(name, sum);
  }
  return [...found.values()].sort((a, b) => b.fileBytes - a.fileBytes || b.memoryBytes - a.memoryBytes);
}

function shortened(all: readonly Sum[], top: number, what: string): readonly Sum[] {
  if (all.length <= top + 1) return all;
  const rest: Sum = { name: `${all.length - top} other ${what}`, fileBytes: 0, memoryBytes: 0 };
  for (const { fileBytes, memoryBytes } of all.slice(top)) {
    rest.fileBytes += fileBytes;
    rest.memoryBytes += memoryBytes;
  }
  return [...all.slice(0, top), rest];
}

function table(heading: string, lines: readonly Sum[], total: Sum): string {
  const row = (file: string, memory: string, share: string, name: string): string =>
    `${file.padStart(12)} ${memory.padStart(12)} ${share.padStart(7)}  ${name}`;
  return [
    row('file', 'memory', 'share', heading),
    ...lines.map(({ name, fileBytes, memoryBytes }) =>
      row(number(fileBytes), number(memoryBytes), percent(fileBytes, total.fileBytes), name),
    ),
    '',
  ].join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(1)} %`;
}

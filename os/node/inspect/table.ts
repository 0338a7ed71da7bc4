/**
 * `console.table`: rows and columns in a frame (Node docs: console.table). A row a property of the data; the columns are the
 * names that the rows' own properties have, in the order in which they come up, and `Values` for rows that are primitives.
 */
import { isMap, isSet } from './brands.ts';
import { inspect } from './inspect.ts';
import { stringWidth } from './width.ts';

const INDEX = '(index)';
const ITERATION_INDEX = '(iteration index)';
const KEY = 'Key';
const VALUES = 'Values';

/** A table in the making: the first columns tell the rows apart, `Values` holds what isn't opened. */
class Table {
  readonly #head: readonly string[];
  readonly #rows: (readonly string[])[] = [];
  /** The text of a cell by row. An object, so that names which are indices come first. */
  readonly #columns = Object.create(null) as Record<string, Map<number, string>>;
  readonly #values = new Map<number, string>();

  constructor(head: readonly string[]) {
    this.#head = head;
  }

  /** A row whose columns are the value's own properties; `only`: the ones that are shown, if not all. */
  addRow(head: readonly string[], value: unknown, only: readonly string[] | undefined): void {
    const row = this.#rows.length;
    const isPrimitive = value === null || (typeof value !== 'object' && typeof value !== 'function');
    if (only === undefined && isPrimitive) {
      this.addValue(head, value);
      return;
    }
    this.#rows.push(head);
    for (const name of only ?? Object.keys(value as object)) {
      this.#columns[name] ??= new Map();
      if (isPrimitive || !Object.hasOwn(value, name)) continue;
      this.#columns[name].set(row, formatCell((value as Record<string, unknown>)[name]));
    }
  }

  /** A row with the value as a whole. */
  addValue(head: readonly string[], value: unknown): void {
    this.#values.set(this.#rows.length, formatCell(value));
    this.#rows.push(head);
  }

  /** `hasValues`: there is a column of values even when no row has one. */
  draw(hasValues: boolean): string {
    const columns = Object.values(this.#columns);
    const titles = [...this.#head, ...Object.keys(this.#columns)];
    if (hasValues || this.#values.size > 0) {
      titles.push(VALUES);
      columns.push(this.#values);
    }
    const lines = this.#rows.map((head, row) => [...head, ...columns.map((column) => column.get(row) ?? '')]);
    return frame(titles, lines);
  }
}

/** The text of a table, or `undefined` when the value isn't one that has rows. */
export function formatTable(data: unknown, only: readonly string[] | undefined): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if (isMap(data, false) || isSet(data, false)) return collectionTable(data).draw(true);
  const table = new Table([INDEX]);
  for (const key of Object.keys(data)) table.addRow([key], (data as Record<string, unknown>)[key], only);
  return table.draw(false);
}

function collectionTable(data: Map<unknown, unknown> | Set<unknown>): Table {
  const isMapping = isMap(data, false);
  const table = new Table(isMapping ? [ITERATION_INDEX, KEY] : [ITERATION_INDEX]);
  let index = 0;
  if (isMapping) {
    for (const [key, value] of data) table.addValue([String(index++), formatCell(key)], value);
  } else {
    for (const value of data) table.addValue([String(index++)], value);
  }
  return table;
}

/** Objects in a cell aren't opened far. */
function formatCell(value: unknown): string {
  const isLarge =
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 2;
  return inspect(value, {
    maxArrayLength: 3,
    breakLength: Number.POSITIVE_INFINITY,
    depth: isLarge ? -1 : 0,
  });
}

/** The width of a cell's text, without the spaces around it. */
function widthOf(text: string): number {
  return stringWidth(text, false);
}

function frame(titles: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = titles.map((title) => widthOf(title) + 2);
  for (const cells of lines) {
    for (const [n, cell] of cells.entries()) widths[n] = Math.max(widths[n] ?? 0, widthOf(cell) + 2);
  }
  const bars = widths.map((width) => '─'.repeat(width));
  const drawRow = (cells: readonly string[]): string =>
    `│${cells.map((cell, n) => ` ${cell}${' '.repeat((widths[n] ?? 0) - 1 - widthOf(cell))}`).join('│')}│\n`;
  let text = `┌${bars.join('┬')}┐\n${drawRow(titles)}├${bars.join('┼')}┤\n`;
  for (const cells of lines) text += drawRow(cells);
  return `${text}└${bars.join('┴')}┘`;
}

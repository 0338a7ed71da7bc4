/**
 * `console.table` (Node docs: console.table): rows from the properties of an object's properties.
 *
 * Each row has an index, cells by column name, and for rows that are no objects a value in a last column.
 */

import { isMap, isSet, iteratorKind, iteratorRest } from './brands.ts';
import { DEFAULT_OPTIONS, type InspectOptions, Printer } from './printer.ts';
import { printValue } from './value.ts';
import { columnsOf } from './width.ts';

const ITERATION_INDEX = '(iteration index)';
const VALUES = 'Values';

/** A column: its name, and the cells that aren't empty by row. */
class Column {
  readonly name: string;
  readonly cells: string[] = [];
  constructor(name: string) {
    this.name = name;
  }
}

/** The table as text, or `undefined` for what has no rows. `only`: the columns to show, if not all. */
export function formatTable(data: unknown, only: readonly string[] | undefined): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  return draw(collectionColumns(data) ?? objectColumns(data, only));
}

/** Columns for Maps, Sets and their iterators: `undefined` for others. */
function collectionColumns(data: object): Column[] | undefined {
  const inside: unknown[] = [];
  let isOfPairs = false;
  if (isMap(data, false)) {
    isOfPairs = true;
    data.forEach((value, key) => {
      inside.push(key, value);
    });
  } else if (isSet(data, false)) {
    data.forEach((value) => {
      inside.push(value);
    });
  } else {
    const rest = iteratorKind(data) === undefined ? undefined : iteratorRest(data);
    if (rest === undefined) return undefined;
    isOfPairs = rest.isOfPairs;
    for (let i = 0; i < rest.values.length; i++) inside.push(rest.values[i]);
  }
  const index = new Column(ITERATION_INDEX);
  const keys = new Column('Key');
  const values = new Column(VALUES);
  for (let i = 0; i < inside.length; i++) {
    if (isOfPairs) keys.cells.push(cellText(inside[i++]));
    index.cells.push(String(values.cells.length));
    values.cells.push(cellText(inside[i]));
  }
  return isOfPairs ? [index, keys, values] : [index, values];
}

function objectColumns(data: object, only: readonly string[] | undefined): Column[] {
  const index = new Column('(index)');
  const values = new Column(VALUES);
  const columns = new Map<string, Column>();
  for (const name of only ?? []) columns.set(name, new Column(name));
  const names = Object.keys(data);
  for (let row = 0; row < names.length; row++) {
    const name = names[row] as string;
    const item = (data as { readonly [name: string]: unknown })[name];
    index.cells.push(name);
    if ((typeof item !== 'object' || item === null) && typeof item !== 'function') {
      values.cells[row] = cellText(item);
      continue;
    }
    for (const key of only ?? Object.keys(item)) {
      if (!Object.hasOwn(item, key)) continue;
      let column = columns.get(key);
      if (column === undefined) {
        column = new Column(key);
        columns.set(key, column);
      }
      column.cells[row] = cellText((item as { readonly [name: string]: unknown })[key]);
    }
  }
  const sorted = inKeyOrder(columns);
  return only === undefined && values.cells.length > 0 ? [index, ...sorted, values] : [index, ...sorted];
}

/** Columns in the order that properties have: indices first. */
function inKeyOrder(columns: Map<string, Column>): Column[] {
  const order: { [name: string]: boolean } = {};
  for (const name of columns.keys()) order[name] = true;
  return Object.keys(order).map((name) => columns.get(name) as Column);
}

function cellText(value: unknown): string {
  const isWide =
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 2;
  const options: InspectOptions = {
    ...DEFAULT_OPTIONS,
    maxArrayLength: 3,
    breakLength: Number.POSITIVE_INFINITY,
  };
  options.depth = isWide ? -1 : 0;
  return printValue(new Printer(options), value, 0);
}

function draw(columns: readonly Column[]): string {
  const rows = columns[0]?.cells.length ?? 0;
  const widths = columns.map((column) =>
    column.cells.reduce((width, cell) => Math.max(width, columnsOf(cell)), columnsOf(column.name)),
  );
  let text = `${border(widths, '┌', '┬', '┐')}\n${line(columns, widths, -1)}\n${border(widths, '├', '┼', '┤')}\n`;
  for (let row = 0; row < rows; row++) text += `${line(columns, widths, row)}\n`;
  return text + border(widths, '└', '┴', '┘');
}

function border(widths: readonly number[], left: string, between: string, right: string): string {
  return left + widths.map((width) => '─'.repeat(width + 2)).join(between) + right;
}

/** One row of cells; row -1 is the names. */
function line(columns: readonly Column[], widths: readonly number[], row: number): string {
  let text = '│';
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as Column;
    const cell = row < 0 ? column.name : (column.cells[row] ?? '');
    text += ` ${cell}${' '.repeat((widths[i] as number) - columnsOf(cell))} │`;
  }
  return text;
}

/** Runs a line program of DWARF 4 (6.2): from addresses of code to lines of the source. */
import { Cursor } from './cursor.ts';

/** From `address` on, up to the next row of the sequence, code comes from this place; line 0: from nowhere. */
export interface LineRow {
  readonly address: number;
  readonly file: number;
  readonly line: number;
  readonly column: number;
}

/** The rows of one stretch of code, in the order of addresses; it ends at `end`. */
export interface Sequence {
  readonly rows: readonly LineRow[];
  readonly end: number;
}

/** A program's result. */
export interface Lines {
  /** The first has index 1. */
  readonly files: readonly string[];
  readonly sequences: readonly Sequence[];
}

const COPY = 1;
const ADVANCE_PC = 2;
const ADVANCE_LINE = 3;
const SET_FILE = 4;
const SET_COLUMN = 5;
const CONST_ADD_PC = 8;
const FIXED_ADVANCE_PC = 9;
const END_SEQUENCE = 1;
const SET_ADDRESS = 2;

/** Runs the program at an offset of .debug_line. */
export function readLines(section: Uint8Array, at: number): Lines {
  const cursor = new Cursor(section, at);
  const size = cursor.u32();
  const end = cursor.at + size;
  const version = cursor.u16();
  if (version !== 4) throw new Error(`a line program of DWARF ${version}`);
  const headerSize = cursor.u32();
  const start = cursor.at + headerSize;
  const instructionBytes = cursor.u8();
  cursor.u8();
  cursor.u8();
  const lineBase = cursor.i8();
  const lineRange = cursor.u8();
  const firstSpecial = cursor.u8();
  const operands = [0];
  for (let code = 1; code < firstSpecial; code++) operands.push(cursor.u8());
  const files = readFiles(cursor);
  cursor.at = start;

  const sequences: Sequence[] = [];
  let rows: LineRow[] = [];
  let state = { address: 0, file: 1, line: 1, column: 0 };
  const advance = (by: number): void => {
    state.address += by * instructionBytes;
  };
  const special = (code: number): number => Math.floor((code - firstSpecial) / lineRange);
  const extended = (): void => {
    const length = cursor.unsigned();
    const next = cursor.at + length;
    const code = cursor.u8();
    if (code === SET_ADDRESS) state.address = cursor.u64();
    else if (code === END_SEQUENCE) {
      sequences.push({ rows, end: state.address });
      rows = [];
      state = { address: 0, file: 1, line: 1, column: 0 };
    }
    cursor.at = next;
  };
  while (cursor.at < end) {
    const code = cursor.u8();
    if (code >= firstSpecial) {
      advance(special(code));
      state.line += lineBase + ((code - firstSpecial) % lineRange);
      rows.push({ ...state });
    } else if (code === 0) extended();
    else if (code === COPY) rows.push({ ...state });
    else if (code === ADVANCE_PC) advance(cursor.unsigned());
    else if (code === ADVANCE_LINE) state.line += cursor.signed();
    else if (code === SET_FILE) state.file = cursor.unsigned();
    else if (code === SET_COLUMN) state.column = cursor.unsigned();
    else if (code === CONST_ADD_PC) advance(special(255));
    else if (code === FIXED_ADVANCE_PC) state.address += cursor.u16();
    else for (let count = operands[code] ?? 0; count > 0; count--) cursor.unsigned();
  }
  return { files, sequences };
}

function readFiles(cursor: Cursor): readonly string[] {
  const directories = [''];
  for (let name = cursor.string(); name !== ''; name = cursor.string()) directories.push(name);
  const files = [''];
  for (let name = cursor.string(); name !== ''; name = cursor.string()) {
    const directory = directories[cursor.unsigned()] ?? '';
    cursor.unsigned();
    cursor.unsigned();
    files.push(directory === '' ? name : `${directory}/${name}`);
  }
  return files;
}

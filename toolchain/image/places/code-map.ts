/**
 * All that debug information knows of a program's code, for tools on this computer: each stretch with the functions it was
 * copied through, the innermost first, those of os/ and those that nobody wrote too. places.ts makes of the same what
 * an image keeps of it.
 */
import { parseSections } from '../elf.ts';
import { type Range, readUnits } from './debug-entries.ts';
import { readLines } from './line-program.ts';
import { type FramePlace, type PlaceRow, UnitPlaces } from './places.ts';

/** Code from `low` up to but without `high`; frames are empty where nothing is known. */
export interface CodeSpan extends Range {
  readonly frames: readonly FramePlace[];
}

/** In the order of addresses, without overlap; between them lies what no debug information is about. */
export type CodeMap = readonly CodeSpan[];

/** Reads an ELF file with debug information: `IMAGE.debug`. */
export function readCodeMap(elf: Uint8Array): CodeMap {
  const sections = parseSections(elf) ?? [];
  const dataOf = (name: string): Uint8Array =>
    sections.find((section) => section.name === name)?.data ?? new Uint8Array();
  const rows: PlaceRow[] = [];
  for (const { functions, lineProgram } of readUnits(dataOf)) {
    const lines = readLines(dataOf('.debug_line'), lineProgram);
    const unit = new UnitPlaces(lines, { address: 0, bytes: new Uint8Array() }, true);
    for (const scope of functions) rows.push(...unit.rowsOf(scope));
  }
  return spansOf(rows);
}

/** An end is followed by nothing, or by what begins there: rows that begin win over rows that end. */
function spansOf(rows: readonly PlaceRow[]): CodeMap {
  const ordered = [...rows].sort(
    (a, b) => a.address - b.address || Number(b.endsFunction === true) - Number(a.endsFunction === true),
  );
  const spans: CodeSpan[] = [];
  for (const [index, { address, frames, endsFunction }] of ordered.entries()) {
    const high = ordered[index + 1]?.address ?? address;
    if (endsFunction !== true && high > address) spans.push({ low: address, high, frames });
  }
  return spans;
}

/** The frames of an instruction, the innermost first; none where nothing is known. */
export function framesAt(map: CodeMap, address: number): readonly FramePlace[] {
  let [low, high] = [0, map.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((map[middle]?.low ?? 0) <= address) low = middle;
    else high = middle;
  }
  const span = map[low];
  return span !== undefined && address >= span.low && address < span.high ? span.frames : [];
}

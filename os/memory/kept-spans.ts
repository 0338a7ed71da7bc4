/**
 * Spans of large objects that died, kept for the next large object of about their size: to map a span anew costs a fault and a cleared
 * page for each 4 KB of it, several times what clearing it costs. They stay in the map of spans; their first cell has no header.
 *
 * By age there are three tables of bins, and a bin is a list (BLOCK_NEXT) of spans of similar numbers of pages:
 *
 *   young ──next sweep──▶ old ──next sweep──▶ leaving ──piece by piece──▶ the machine
 *
 * So what nobody took for two collections goes back. Who wants a span looks in all three.
 */
import { countLeadingZeros64, load64, store64, type usize } from '../unsafe.ts';
import { PAGE_BYTES, releaseSpan } from './spans.ts';

/** What is unmapped at once of a span: the kernel needs a microsecond for some ten pages. */
const RELEASE_BYTES_MAX: usize = 262144;
/** What is larger isn't kept: to clear it at once would be a long pause. */
export const KEPT_SPAN_MAX: usize = 4194304;
const PAGES_LINEAR: usize = 8;
/** Bins: 0 to 7 pages, then four in each doubling, up to KEPT_SPAN_MAX. */
const BINS: usize = 37;
/** Spans of a bin that are looked at for one that is large enough. */
const LOOKS: usize = 8;
/** In a span, as in a block's header (blocks.ts): the next of the bin, and its size. */
const SPAN_NEXT: usize = 8;
const SPAN_SIZE: usize = 24;

let young: usize = 0;
let old: usize = 0;
let leaving: usize = 0;
/** No bin of `leaving` before this one has anything. */
let leavingBin: usize = BINS;
let keptCount: usize = 0;

/** Bytes of memory, all zero, that the tables need. */
export const KEPT_TABLE_BYTES: usize = BINS * 3 * 8;

/** Says where the tables are; called once. */
export function setKeptTables(tables: usize): void {
  young = tables;
  old = tables + BINS * 8;
  leaving = tables + BINS * 16;
}

/** Bytes of all spans that are kept. */
export function keptSpanBytes(): usize {
  return keptCount;
}

/** Keeps a span of `sizeBytes`, at most KEPT_SPAN_MAX, for takeKeptSpan. */
export function keepSpan(span: usize, sizeBytes: usize): void {
  const bin: usize = young + binOf(sizeBytes) * 8;
  store64(span + SPAN_SIZE, sizeBytes);
  store64(span + SPAN_NEXT, load64(bin));
  store64(bin, span);
  keptCount += sizeBytes;
}

/** A span that was kept, of `sizeBytes` or at most a quarter more, not cleared; 0 when there is none. Its size is at +SPAN_SIZE. */
export function takeKeptSpan(sizeBytes: usize): usize {
  if (sizeBytes > KEPT_SPAN_MAX || keptCount < sizeBytes) return 0;
  let span: usize = takeFrom(young, sizeBytes);
  if (span === 0) span = takeFrom(old, sizeBytes);
  if (span === 0) span = takeFrom(leaving, sizeBytes);
  return span;
}

/** Everything is a sweep older: what was old leaves, piece by piece. Nothing may be leaving any more. */
export function ageKeptSpans(): void {
  const empty: usize = leaving;
  leaving = old;
  old = young;
  young = empty;
  leavingBin = 0;
}

/** Gives a piece of what is leaving back to the machine; false when there is none. */
export function releaseLeavingSpan(): boolean {
  while (leavingBin < BINS) {
    if (releasePiece(leaving + leavingBin * 8)) return true;
    leavingBin += 1;
  }
  return false;
}

/** Gives a piece of the oldest span that is kept back to the machine; false when there is none. */
export function releaseKeptSpan(): boolean {
  if (releaseLeavingSpan()) return true;
  for (let bin: usize = 0; bin < BINS; bin++) if (releasePiece(old + bin * 8)) return true;
  for (let bin: usize = 0; bin < BINS; bin++) if (releasePiece(young + bin * 8)) return true;
  return false;
}

/** Gives a dead span back, or its end when it is long; the bytes that are left. */
export function releaseEnd(span: usize, sizeBytes: usize): usize {
  const piece: usize = sizeBytes > RELEASE_BYTES_MAX ? RELEASE_BYTES_MAX : sizeBytes;
  releaseSpan(span + sizeBytes - piece, piece);
  return sizeBytes - piece;
}

/** Gives a piece of a bin's first span back to the machine; false when the bin is empty. */
function releasePiece(bin: usize): boolean {
  const span: usize = load64(bin);
  if (span === 0) return false;
  const size: usize = load64(span + SPAN_SIZE);
  const next: usize = load64(span + SPAN_NEXT);
  const left: usize = releaseEnd(span, size);
  keptCount -= size - left;
  if (left === 0) store64(bin, next);
  else store64(span + SPAN_SIZE, left);
  return true;
}

function takeFrom(table: usize, sizeBytes: usize): usize {
  const bin: usize = table + binOf(sizeBytes) * 8;
  const span: usize = takeFromBin(bin, sizeBytes);
  if (span !== 0 || bin === table + (BINS - 1) * 8) return span;
  return takeFromBin(bin + 8, sizeBytes);
}

function takeFromBin(bin: usize, sizeBytes: usize): usize {
  let link: usize = bin;
  for (let looks: usize = 0; looks < LOOKS; looks++) {
    const span: usize = load64(link);
    if (span === 0) return 0;
    const size: usize = load64(span + SPAN_SIZE);
    if (size >= sizeBytes && size <= sizeBytes + sizeBytes / 4) {
      store64(link, load64(span + SPAN_NEXT));
      keptCount -= size;
      return span;
    }
    link = span + SPAN_NEXT;
  }
  return 0;
}

/** The bin of a span: those of the next one are larger. */
function binOf(sizeBytes: usize): usize {
  const pages: usize = sizeBytes / PAGE_BYTES;
  if (pages < PAGES_LINEAR) return pages;
  const exponent: usize = 63 - countLeadingZeros64(pages);
  return PAGES_LINEAR + (exponent - 3) * 4 + ((pages >> (exponent - 2)) & 3);
}

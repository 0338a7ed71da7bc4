/**
 * toUpperCase and toLowerCase (ECMA-262 22.1.3.28, 22.1.3.30), without locales. ASCII by words, Latin-1 by arithmetic; only what is
 * beyond asks the tables. A string that is in the wanted case already is returned as it is.
 */
import { asciiCase } from '../core/strings/ascii-case.ts';
import { StringBuilder, unitAt } from '../core/strings/primitives.ts';
import { codePointAt, stringOfCodePoint } from './code-points.ts';
import { CASE_IGNORABLE, CASED } from './tables/cased.ts';
import { isInRanges, recordAtOrBefore, recordOfUnit } from './tables/lookup.ts';
import { LOWER_RANGES, LOWER_SPECIAL } from './tables/lower-case.ts';
import { UPPER_RANGES, UPPER_SPECIAL } from './tables/upper-case.ts';

const CAPITAL_SIGMA = 0x3a3;
const SMALL_SIGMA = 0x3c3;
const FINAL_SIGMA = 0x3c2;

/** ECMA-262 22.1.3.30. */
export function upperCase(text: string): string {
  const quick = asciiCase(text, 97);
  if (quick !== '') return quick;
  const length = text.length;
  let i = 0;
  while (i < length && upperUnit(unitAt(text, i)) === unitAt(text, i)) i++;
  if (i === length) return text;
  const out = new StringBuilder();
  for (let k = 0; k < i; k++) out.addUnit(unitAt(text, k));
  while (i < length) {
    const unit = unitAt(text, i);
    const mapped = upperUnit(unit);
    if (mapped >= 0) {
      out.addUnit(mapped);
      i++;
      continue;
    }
    const point = codePointAt(text, i);
    i += point > 0xffff ? 2 : 1;
    addMapped(out, point, UPPER_RANGES, UPPER_SPECIAL);
  }
  return out.finish();
}

/** ECMA-262 22.1.3.28. */
export function lowerCase(text: string): string {
  const quick = asciiCase(text, 65);
  if (quick !== '') return quick;
  const length = text.length;
  let i = 0;
  while (i < length && lowerUnit(unitAt(text, i)) === unitAt(text, i)) i++;
  if (i === length) return text;
  const out = new StringBuilder();
  for (let k = 0; k < i; k++) out.addUnit(unitAt(text, k));
  while (i < length) {
    const unit = unitAt(text, i);
    const mapped = lowerUnit(unit);
    if (mapped >= 0) {
      out.addUnit(mapped);
      i++;
    } else if (unit === CAPITAL_SIGMA) {
      out.addUnit(isFinalSigma(text, i) ? FINAL_SIGMA : SMALL_SIGMA);
      i++;
    } else {
      const point = codePointAt(text, i);
      i += point > 0xffff ? 2 : 1;
      addMapped(out, point, LOWER_RANGES, LOWER_SPECIAL);
    }
  }
  return out.finish();
}

/** The upper case of a Latin-1 unit that has one unit in Latin-1, or -1. */
function upperUnit(unit: number): number {
  if (unit < 128) return unit >= 97 && unit <= 122 ? unit - 32 : unit;
  if (unit > 0xff || unit === 0xb5 || unit === 0xdf || unit === 0xff) return -1;
  return unit >= 0xe0 && unit !== 0xf7 ? unit - 32 : unit;
}

/** The lower case of a Latin-1 unit, or -1 above Latin-1. */
function lowerUnit(unit: number): number {
  if (unit < 128) return unit >= 65 && unit <= 90 ? unit + 32 : unit;
  if (unit > 0xff) return -1;
  return unit >= 0xc0 && unit <= 0xde && unit !== 0xd7 ? unit + 32 : unit;
}

/** Appends the mapping of a code point beyond Latin-1 (or one of the few in it that leave it). */
function addMapped(out: StringBuilder, point: number, ranges: string, special: string): void {
  const expansion = point > 0xffff ? -1 : recordOfUnit(special, 4, point);
  if (expansion >= 0) {
    for (let k = 1; k < 4; k++) {
      const unit = unitAt(special, expansion + k);
      if (unit !== 0) out.addUnit(unit);
    }
    return;
  }
  const at = recordAtOrBefore(ranges, 5, point);
  let mapped = point;
  if (at >= 0 && unitAt(ranges, at) === point >>> 16) {
    const distance = (point & 0xffff) - unitAt(ranges, at + 1);
    const stride = unitAt(ranges, at + 3);
    if (distance % stride === 0 && distance / stride < unitAt(ranges, at + 2)) {
      mapped = (point & 0x1f0000) | ((point + unitAt(ranges, at + 4)) & 0xffff);
    }
  }
  out.add(stringOfCodePoint(mapped));
}

/** Final_Sigma of Unicode's SpecialCasing.txt: a cased letter before, none after, those that are ignored skipped. */
function isFinalSigma(text: string, index: number): boolean {
  let before = index;
  let cased = false;
  while (before > 0) {
    before--;
    const pair = before > 0 && codePointAt(text, before - 1) > 0xffff;
    if (pair) before--;
    const point = codePointAt(text, before);
    if (isInRanges(CASE_IGNORABLE, point)) continue;
    cased = isInRanges(CASED, point);
    break;
  }
  if (!cased) return false;
  for (let after = index + 1; after < text.length; ) {
    const point = codePointAt(text, after);
    after += point > 0xffff ? 2 : 1;
    if (!isInRanges(CASE_IGNORABLE, point)) return !isInRanges(CASED, point);
  }
  return true;
}

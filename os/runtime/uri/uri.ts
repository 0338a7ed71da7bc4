/** encodeURIComponent and its kin (ECMA-262 19.2.6), escape and unescape (B.2.1). Pure. */
import { toString } from '../core/conversion.ts';
import { StringBuilder, slice, unitAt } from '../core/strings/primitives.ts';

const HEX = '0123456789ABCDEF';
/** Beside letters and digits. */
const UNESCAPED_IN_COMPONENT = "-_.!~*'()";
const RESERVED = ';/?:@&=+$,#';

function isAlphanumeric(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || ((unit | 32) >= 97 && (unit | 32) <= 122 && unit < 128);
}

function isIn(set: string, unit: number): boolean {
  for (let i = 0; i < set.length; i++) if (unitAt(set, i) === unit) return true;
  return false;
}

function addByte(out: StringBuilder, byte: number): void {
  out.addUnit(37);
  out.addUnit(unitAt(HEX, (byte >> 4) & 15));
  out.addUnit(unitAt(HEX, byte & 15));
}

/** ECMA-262 19.2.6.5. */
function encode(text: string, unescaped: string): string {
  const length = text.length;
  let i = 0;
  while (i < length && (isAlphanumeric(unitAt(text, i)) || isIn(unescaped, unitAt(text, i)))) i++;
  if (i === length) return text;
  const out = new StringBuilder();
  out.add(slice(text, 0, i));
  for (; i < length; i++) {
    const unit = unitAt(text, i);
    if (isAlphanumeric(unit) || isIn(unescaped, unit)) {
      out.addUnit(unit);
      continue;
    }
    let point = unit;
    if (unit >= 0xd800 && unit <= 0xdfff) {
      const trail = unit < 0xdc00 && i + 1 < length ? unitAt(text, i + 1) : 0;
      if (trail < 0xdc00 || trail > 0xdfff) throw new URIError('URI malformed');
      point = ((unit & 0x3ff) << 10) + (trail & 0x3ff) + 0x10000;
      i++;
    }
    if (point < 0x80) addByte(out, point);
    else {
      if (point < 0x800) addByte(out, 0xc0 | (point >> 6));
      else {
        if (point < 0x10000) addByte(out, 0xe0 | (point >> 12));
        else {
          addByte(out, 0xf0 | (point >> 18));
          addByte(out, 0x80 | ((point >> 12) & 63));
        }
        addByte(out, 0x80 | ((point >> 6) & 63));
      }
      addByte(out, 0x80 | (point & 63));
    }
  }
  return out.finish();
}

function hexDigit(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const lower = unit | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** The byte of `%XX` at an index, or -1. */
function byteAt(text: string, index: number): number {
  if (index + 2 >= text.length || unitAt(text, index) !== 37) return -1;
  const high = hexDigit(unitAt(text, index + 1));
  const low = hexDigit(unitAt(text, index + 2));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** ECMA-262 19.2.6.6: what decodes to a unit in `kept` stays as it is. */
function decode(text: string, kept: string): string {
  const length = text.length;
  let i = 0;
  while (i < length && unitAt(text, i) !== 37) i++;
  if (i === length) return text;
  const out = new StringBuilder();
  out.add(slice(text, 0, i));
  while (i < length) {
    const unit = unitAt(text, i);
    if (unit !== 37) {
      out.addUnit(unit);
      i++;
      continue;
    }
    const first = byteAt(text, i);
    if (first < 0) throw new URIError('URI malformed');
    if (first < 0x80) {
      if (isIn(kept, first)) out.add(slice(text, i, i + 3));
      else out.addUnit(first);
      i += 3;
      continue;
    }
    const count =
      first >= 0xc2 && first < 0xe0
        ? 2
        : first >= 0xe0 && first < 0xf0
          ? 3
          : first >= 0xf0 && first < 0xf5
            ? 4
            : 0;
    if (count === 0) throw new URIError('URI malformed');
    let point = first & (0xff >> (count + 1));
    for (let k = 1; k < count; k++) {
      const byte = byteAt(text, i + 3 * k);
      if (byte < 0 || (byte & 0xc0) !== 0x80) throw new URIError('URI malformed');
      point = (point << 6) | (byte & 63);
    }
    const least = count === 2 ? 0x80 : count === 3 ? 0x800 : 0x10000;
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
      throw new URIError('URI malformed');
    out.addCodePoint(point);
    i += 3 * count;
  }
  return out.finish();
}

/** ECMA-262 19.2.6.4. */
export function encodeURIComponentGlobal(value: unknown): string {
  return encode(toString(value), UNESCAPED_IN_COMPONENT);
}

/** ECMA-262 19.2.6.3. */
export function encodeURIGlobal(value: unknown): string {
  return encode(toString(value), UNESCAPED_IN_COMPONENT + RESERVED);
}

/** ECMA-262 19.2.6.2. */
export function decodeURIComponentGlobal(value: unknown): string {
  return decode(toString(value), '');
}

/** ECMA-262 19.2.6.1. */
export function decodeURIGlobal(value: unknown): string {
  return decode(toString(value), RESERVED);
}

/** ECMA-262 B.2.1.1. */
export function escapeGlobal(value: unknown): string {
  const text = toString(value);
  const out = new StringBuilder();
  for (let i = 0; i < text.length; i++) {
    const unit = unitAt(text, i);
    if (isAlphanumeric(unit) || isIn('@*_+-./', unit)) out.addUnit(unit);
    else if (unit < 256) addByte(out, unit);
    else {
      out.add('%u');
      for (let shift = 12; shift >= 0; shift -= 4) out.addUnit(unitAt(HEX, (unit >> shift) & 15));
    }
  }
  return out.finish();
}

/** ECMA-262 B.2.1.2. */
export function unescapeGlobal(value: unknown): string {
  const text = toString(value);
  const out = new StringBuilder();
  for (let i = 0; i < text.length; i++) {
    const byte = byteAt(text, i);
    if (byte >= 0) {
      out.addUnit(byte);
      i += 2;
      continue;
    }
    const wide =
      unitAt(text, i) === 37 && i + 5 < text.length && unitAt(text, i + 1) === 117 ? wideAt(text, i + 2) : -1;
    if (wide >= 0) i += 5;
    out.addUnit(wide >= 0 ? wide : unitAt(text, i));
  }
  return out.finish();
}

function wideAt(text: string, index: number): number {
  let value = 0;
  for (let i = index; i < index + 4; i++) {
    const digit = hexDigit(unitAt(text, i));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

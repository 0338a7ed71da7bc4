/**
 * String.prototype.localeCompare (ECMA-402 19.1.1) by the root collation (Unicode Technical Standard 10, order of CLDR), whatever
 * the language: letters before their accents, accents before case, and lower case first. ASCII, Latin, general punctuation and
 * currency signs stand in ORDER; other characters follow it by code point, capitals with their small letters.
 *
 *   element   primary: place in ORDER, 0 for a mark   secondary: 1, or the mark   tertiary: 1, or 2 for a capital, more for variants
 *
 * Two texts are compared by all their primaries, then all secondaries, then all tertiaries (UTS 10, 8). Each is a number, so
 * that one list holds an element as primary × 2^16 + secondary × 16 + tertiary.
 */
import { trust } from '../../unsafe.ts';
import { unitAt } from '../core/strings/primitives.ts';
import { lowerCase } from './case.ts';
import { codePointAt, stringOfCodePoint } from './code-points.ts';
import { combiningRank, normalizeString } from './normalize.ts';

/** What has a place of its own. */
const ORDER =
  '\t\n\v\f\r\u0085\u2028\u2029 ‾_‗-‐‒–—―⁓,;⁏:!¡?¿‽.·⁕⁖⁘⁙⁚⁛⁜⁝⁞\'‹›"«»()[]{}⁅⁆‖§¶⁋@*⁎⁑/\\&⁊#%‰‱†‡•‣‧⁃⁌⁍′‵‸※‿⁔⁀⁐⁁⁂' +
  '`´^¯¨¸°©®+±÷×<=>¬|¦~⁒⁄¤¢$£¥₠₡₢₣₤₥₦₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿' +
  '0123456789abcdefghiıjklmnŋopqĸrstŧuvwxyzþ';
/** Marks in their order; those that aren't here follow by code point. ̸ and ̵ also stand for strokes through letters. */
const MARKS =
  '\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304\u0336\u0335\u0305\u0309\u030f\u0310\u0311\u031b\u0323';
/** What is compared as something else: records [character, one to three letters it stands for, mark, tertiary weight], `_` for none. */
const VARIANTS =
  '\u00a0 ___3\u202f ___3‑‐___3‼!!__3⁉!?__3⁈?!__3…..._3⁇??__3․.___3‥..__3“"__\u03361”"__\u03351„"__\u03051' +
  '‟"__\u03091¹1___3²2___3³3___3ªa___3ºo___3ſs__\u03341æae_\u03341œoe_\u03341ĳij__3ßss_\u03341ðd__\u03341' +
  '¼1⁄4_3½1⁄2_3¾3⁄4_3µμ___3ŉʼn__3đd__\u03351ħh__\u03351łl__\u03351ŀl__·1øo__\u03381™tm__5' +
  "‘'__\u03361’'__\u03351‚'__\u03051‛'__\u03091";
const VARIANT_UNITS = 6;

const PRIMARY = 0x10000;
const SECONDARY = 16;
const CAPITAL = 1;
/** Primaries of what isn't in ORDER, and secondaries of what isn't in MARKS, begin here. */
const PRIMARY_OTHERS = 0x400;
const MARK_OTHERS = 0x40;

const ASCII_END = 0x80;
const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;
const ZERO = 0x30;
const NINE = 0x39;
const NONE = 0x5f;

/** What a caller may ask for (ECMA-402 10.1.1). */
interface CollatorOptions {
  readonly numeric?: unknown;
  readonly sensitivity?: unknown;
  readonly ignorePunctuation?: unknown;
  readonly caseFirst?: unknown;
}

/** The elements of a text; with `numeric`, a run of digits is one number: its length, then its digits. */
function elementsOf(text: string, numeric: boolean): number[] {
  const elements: number[] = [];
  const form = normalizeString(text, 'NFD');
  let at = 0;
  while (at < form.length) {
    const point = codePointAt(form, at);
    if (numeric && isDigit(point)) {
      at = addNumber(elements, form, at);
      continue;
    }
    at += point > 0xffff ? 2 : 1;
    addElement(elements, point);
  }
  return elements;
}

function isDigit(unit: number): boolean {
  return unit >= ZERO && unit <= NINE;
}

/** Adds the number that begins at an index; where it ends. Zeros before it don't count. */
function addNumber(elements: number[], text: string, from: number): number {
  let first = from;
  while (first < text.length && unitAt(text, first) === ZERO) first++;
  let end = first;
  while (end < text.length && isDigit(unitAt(text, end))) end++;
  elements.push(element(placeOf(ZERO), 1, 0), element(1 + end - first, 1, 0));
  for (let at = first; at < end; at++) elements.push(element(1 + unitAt(text, at) - ZERO, 1, 0));
  return end;
}

function addElement(elements: number[], point: number): void {
  if (isIgnored(point)) return;
  if (point < ASCII_END) {
    elements.push(elementOfAscii(point));
    return;
  }
  if (combiningRank(point) !== 0) {
    elements.push(element(0, markOf(point), 0));
    return;
  }
  const small = codePointAt(lowerCase(stringOfCodePoint(point)), 0);
  const tertiary = small === point ? 0 : CAPITAL;
  const record = variantOf(small);
  if (record < 0) {
    elements.push(element(placeOf(small), 1, tertiary));
    return;
  }
  const weight = unitAt(VARIANTS, record + 5) - ZERO - 1;
  const mark = unitAt(VARIANTS, record + 4);
  for (let letter = 1; letter <= 3; letter++) {
    const unit = unitAt(VARIANTS, record + letter);
    if (unit !== NONE) elements.push(element(placeOf(unit), 1, weight + tertiary));
    if (letter === 1 && mark !== NONE) elements.push(element(0, markOf(mark), 0));
  }
}

/** The elements of ASCII, made when they are first needed. */
const asciiElements: number[] = [];

function elementOfAscii(unit: number): number {
  while (asciiElements.length <= unit) {
    const next = asciiElements.length;
    const isCapital = next >= CAPITAL_A && next <= CAPITAL_Z;
    asciiElements.push(element(placeOf(isCapital ? next + 32 : next), 1, isCapital ? CAPITAL : 0));
  }
  return asciiElements[unit] as number;
}

function element(primary: number, secondary: number, tertiary: number): number {
  return primary * PRIMARY + secondary * SECONDARY + tertiary;
}

/** Control characters and the soft hyphen are as if they weren't there. */
function isIgnored(point: number): boolean {
  if (point >= 9 && point <= 13) return false;
  return point < 0x20 || (point >= 0x7f && point < 0xa0 && point !== 0x85) || point === 0xad;
}

function placeOf(point: number): number {
  const place = point > 0xffff ? -1 : indexOfUnit(ORDER, point);
  return place < 0 ? PRIMARY_OTHERS + point : place + 1;
}

function markOf(point: number): number {
  const place = point > 0xffff ? -1 : indexOfUnit(MARKS, point);
  return place < 0 ? MARK_OTHERS + (point & 0x3ff) : place + 2;
}

function variantOf(point: number): number {
  for (let record = 0; record < VARIANTS.length; record += VARIANT_UNITS) {
    if (unitAt(VARIANTS, record) === point) return record;
  }
  return -1;
}

function indexOfUnit(text: string, unit: number): number {
  for (let index = 0; index < text.length; index++) if (unitAt(text, index) === unit) return index;
  return -1;
}

/** Compares one level: what `weigh` says of each element, where 0 is as if it weren't there. */
function compareLevel(
  a: readonly number[],
  b: readonly number[],
  weigh: (element: number) => number,
): number {
  let i = 0;
  let j = 0;
  for (;;) {
    let left = 0;
    let right = 0;
    while (i < a.length && left === 0) left = weigh(a[i++] as number);
    while (j < b.length && right === 0) right = weigh(b[j++] as number);
    if (left !== right) return left < right ? -1 : 1;
    if (left === 0) return 0;
  }
}

const primaryOf = (element: number): number => Math.floor(element / PRIMARY);
const secondaryOf = (element: number): number => Math.floor((element % PRIMARY) / SECONDARY);
const tertiaryOf = (element: number): number => 1 + (element % SECONDARY);
/** Case alone, for the sensitivity 'case'. */
const caseOf = (element: number): number => (element >= PRIMARY ? 1 + (element & CAPITAL) : 0);

/** Which differences count: letters always. */
type Sensitivity = 'base' | 'accent' | 'case' | 'variant';

/** Compares two texts: -1, 0 or 1. RangeError for options that don't exist, or aren't supported yet. */
export function compareTexts(a: string, b: string, options: unknown): number {
  const { numeric, sensitivity, ignorePunctuation, caseFirst } = trust<CollatorOptions>(options ?? {});
  if (ignorePunctuation === true || (caseFirst !== undefined && caseFirst !== 'false')) {
    throw new RangeError('ignorePunctuation and caseFirst are not supported yet');
  }
  const counts = sensitivityOf(sensitivity);
  const left = elementsOf(a, numeric === true);
  const right = elementsOf(b, numeric === true);
  let order = compareLevel(left, right, primaryOf);
  if (order === 0 && (counts === 'accent' || counts === 'variant'))
    order = compareLevel(left, right, secondaryOf);
  if (order === 0 && counts === 'case') order = compareLevel(left, right, caseOf);
  if (order === 0 && counts === 'variant') order = compareLevel(left, right, tertiaryOf);
  return order;
}

function sensitivityOf(value: unknown): Sensitivity {
  if (value === undefined) return 'variant';
  if (value === 'base' || value === 'accent' || value === 'case' || value === 'variant') return value;
  throw new RangeError(
    `Value ${String(value)} out of range for String.prototype.localeCompare options property sensitivity`,
  );
}

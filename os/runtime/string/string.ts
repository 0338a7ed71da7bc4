/**
 * String (ECMA-262 22.1). Methods get the primitive itself as `this`. Those that take regular expressions ask the
 * argument for its @@match, @@replace, … method first, so that expressions bring their own code; without one in the
 * program none is linked.
 * localeCompare and the locale variants of case conversion ignore the locale: there is no data of single languages.
 */

import { type i32, trust } from '../../unsafe.ts';
import { invoke } from '../core/calls.ts';
import { toIntegerOrInfinity, toLength, toNumber, toString } from '../core/conversion.ts';
import { lengthOf, slice, unitAt } from '../core/strings/primitives.ts';
import { indexOfString, lastIndexOfString, matchesAt } from '../core/strings/search.ts';
import { stringOfUnit, stringOfUnits } from '../core/strings/units.ts';
import { makeWrapper, primitiveOfWrapper } from '../object/wrapper.ts';
import { lowerCase, upperCase } from './case.ts';
import { codePointAt, fromCodePoints, isWellFormedString, wellFormed } from './code-points.ts';
import { compareTexts } from './collation.ts';
import { clampedIndex, relativeIndex, wholeIndex } from './indices.ts';
import { normalizeString } from './normalize.ts';
import { padded, repeated } from './repeat.ts';
import { replaceAllStrings, replaceFirstString } from './replace.ts';
import { splitString } from './split.ts';
import { StringIterator } from './string-iterator.ts';
import { rawTemplate } from './string-statics.ts';
import { stringOf, thisString } from './this-string.ts';
import { trimString } from './white-space.ts';

/** What a pattern may bring. */
interface PatternMethods {
  readonly [Symbol.match]?: unknown;
  readonly [Symbol.matchAll]?: unknown;
  readonly [Symbol.replace]?: unknown;
  readonly [Symbol.search]?: unknown;
  readonly [Symbol.split]?: unknown;
}

export class StringGlobal {
  /** ECMA-262 22.1.1.1: `String(value)`; symbols are described. */
  static $call(...values: unknown[]): string {
    if (values.length === 0) return '';
    const value = values[0];
    return typeof value === 'symbol' ? symbolText(value) : stringOf(value);
  }

  static $call$1(value: unknown): string {
    if (typeof value === 'string') return value;
    return typeof value === 'symbol' ? symbolText(value) : toString(value);
  }

  static $construct(newTarget: unknown, ...values: unknown[]): object {
    return makeWrapper(newTarget, values.length === 0 ? '' : stringOf(values[0]));
  }

  /** ECMA-262 22.1.2.1. */
  static fromCharCode(...units: unknown[]): string {
    for (let i = 0; i < units.length; i++) units[i] = unitOf(units[i]);
    return stringOfUnits(units);
  }

  static fromCharCode$1(unit: unknown): string {
    return stringOfUnit(unitOf(unit));
  }

  /** ECMA-262 22.1.2.2. */
  static fromCodePoint(...points: unknown[]): string {
    return fromCodePoints(points);
  }

  /** ECMA-262 22.1.2.4. */
  static raw(template: { readonly raw: ArrayLike<unknown> }, ...substitutions: unknown[]): string {
    return rawTemplate(template, substitutions);
  }

  at(this: unknown, index: unknown): string | undefined {
    const text = thisString(this, 'at');
    const length: i32 = lengthOf(text);
    const relative: i32 = wholeIndex(index);
    const position: i32 = relative < 0 ? relative + length : relative;
    return position >= 0 && position < length ? stringOfUnit(unitAt(text, position)) : undefined;
  }

  charAt(this: unknown, index?: unknown): string {
    const text = thisString(this, 'charAt');
    const position: i32 = wholeIndex(index);
    return position >= 0 && position < lengthOf(text) ? stringOfUnit(unitAt(text, position)) : '';
  }

  charCodeAt(this: unknown, index?: unknown): number {
    const text = thisString(this, 'charCodeAt');
    const position: i32 = wholeIndex(index);
    return position >= 0 && position < lengthOf(text) ? unitAt(text, position) : NaN;
  }

  codePointAt(this: unknown, index?: unknown): number | undefined {
    const text = thisString(this, 'codePointAt');
    const position: i32 = wholeIndex(index);
    return position >= 0 && position < lengthOf(text) ? codePointAt(text, position) : undefined;
  }

  concat(this: unknown, ...parts: unknown[]): string {
    let text = thisString(this, 'concat');
    for (let i = 0; i < parts.length; i++) text += stringOf(parts[i]);
    return text;
  }

  endsWith(this: unknown, search: unknown, end?: unknown): boolean {
    const text = thisString(this, 'endsWith');
    const needle = searchText(search, 'endsWith');
    const length: i32 = lengthOf(text);
    const to: i32 = end === undefined ? length : clampedIndex(end, length);
    return matchesAt(text, needle, to - lengthOf(needle));
  }

  includes(this: unknown, search: unknown, start?: unknown): boolean {
    const text = thisString(this, 'includes');
    const needle = searchText(search, 'includes');
    return indexOfString(text, needle, start === undefined ? 0 : clampedIndex(start, lengthOf(text))) >= 0;
  }

  indexOf(this: unknown, search: unknown, start?: unknown): number {
    const text = thisString(this, 'indexOf');
    const needle = stringOf(search);
    return indexOfString(text, needle, start === undefined ? 0 : clampedIndex(start, lengthOf(text)));
  }

  isWellFormed(this: unknown): boolean {
    return isWellFormedString(thisString(this, 'isWellFormed'));
  }

  lastIndexOf(this: unknown, search: unknown, start?: unknown): number {
    const text = thisString(this, 'lastIndexOf');
    const needle = stringOf(search);
    const position = toNumber(start);
    const length: i32 = lengthOf(text);
    // biome-ignore lint/suspicious/noSelfCompare: NaN, which an absent argument gives too, means the end
    const from: i32 = position !== position ? length : clampedIndex(position, length);
    return lastIndexOfString(text, needle, from);
  }

  localeCompare(this: unknown, other: unknown, _locales?: unknown, options?: unknown): number {
    return compareTexts(thisString(this, 'localeCompare'), stringOf(other), options);
  }

  match(this: unknown, pattern: unknown): unknown {
    if (isPattern(this, pattern, 'match')) {
      const method: unknown = trust<PatternMethods>(pattern)[Symbol.match];
      if (method !== undefined && method !== null) return invoke(method, pattern, this);
    }
    return throwNeedsPattern('match');
  }

  matchAll(this: unknown, pattern: unknown): unknown {
    requireGlobalFlag(pattern, 'matchAll');
    if (isPattern(this, pattern, 'matchAll')) {
      const method: unknown = trust<PatternMethods>(pattern)[Symbol.matchAll];
      if (method !== undefined && method !== null) return invoke(method, pattern, this);
    }
    return throwNeedsPattern('matchAll');
  }

  normalize(this: unknown, form?: unknown): string {
    return normalizeString(thisString(this, 'normalize'), form === undefined ? 'NFC' : stringOf(form));
  }

  padEnd(this: unknown, length: unknown, fill?: unknown): string {
    const text = thisString(this, 'padEnd');
    return padded(text, toLength(length), fill === undefined ? ' ' : stringOf(fill), false);
  }

  padStart(this: unknown, length: unknown, fill?: unknown): string {
    const text = thisString(this, 'padStart');
    return padded(text, toLength(length), fill === undefined ? ' ' : stringOf(fill), true);
  }

  repeat(this: unknown, count: unknown): string {
    const text = thisString(this, 'repeat');
    const times = toIntegerOrInfinity(count);
    if (times < 0 || times === Infinity) throw new RangeError(`Invalid count value: ${stringOf(count)}`);
    return repeated(text, times);
  }

  replace(this: unknown, pattern: unknown, replacement: unknown): string {
    if (isPattern(this, pattern, 'replace')) {
      const method: unknown = trust<PatternMethods>(pattern)[Symbol.replace];
      if (method !== undefined && method !== null)
        return trust<string>(invoke(method, pattern, this, replacement));
    }
    return replaceFirstString(thisString(this, 'replace'), stringOf(pattern), replacement);
  }

  replaceAll(this: unknown, pattern: unknown, replacement: unknown): string {
    requireGlobalFlag(pattern, 'replaceAll');
    if (isPattern(this, pattern, 'replaceAll')) {
      const method: unknown = trust<PatternMethods>(pattern)[Symbol.replace];
      if (method !== undefined && method !== null)
        return trust<string>(invoke(method, pattern, this, replacement));
    }
    return replaceAllStrings(thisString(this, 'replaceAll'), stringOf(pattern), replacement);
  }

  search(this: unknown, pattern: unknown): unknown {
    if (isPattern(this, pattern, 'search')) {
      const method: unknown = trust<PatternMethods>(pattern)[Symbol.search];
      if (method !== undefined && method !== null) return invoke(method, pattern, this);
    }
    return throwNeedsPattern('search');
  }

  slice(this: unknown, start?: unknown, end?: unknown): string {
    const text = thisString(this, 'slice');
    const length: i32 = lengthOf(text);
    const from: i32 = relativeIndex(start, length);
    const to: i32 = end === undefined ? length : relativeIndex(end, length);
    return from < to ? slice(text, from, to) : '';
  }

  split(this: unknown, separator?: unknown, limit?: unknown): string[] {
    if (isPattern(this, separator, 'split')) {
      const method: unknown = trust<PatternMethods>(separator)[Symbol.split];
      if (method !== undefined && method !== null)
        return trust<string[]>(invoke(method, separator, this, limit));
    }
    return splitString(thisString(this, 'split'), separator, limit);
  }

  startsWith(this: unknown, search: unknown, start?: unknown): boolean {
    const text = thisString(this, 'startsWith');
    const needle = searchText(search, 'startsWith');
    return matchesAt(text, needle, start === undefined ? 0 : clampedIndex(start, lengthOf(text)));
  }

  /** ECMA-262 B.2.2.1. */
  substr(this: unknown, start: unknown, length?: unknown): string {
    const text = thisString(this, 'substr');
    const from: i32 = relativeIndex(start, lengthOf(text));
    const left: i32 = lengthOf(text) - from;
    const count: i32 = length === undefined ? left : clampedIndex(length, left);
    return count > 0 ? slice(text, from, from + count) : '';
  }

  substring(this: unknown, start: unknown, end?: unknown): string {
    const text = thisString(this, 'substring');
    const length: i32 = lengthOf(text);
    const first: i32 = clampedIndex(start, length);
    const second: i32 = end === undefined ? length : clampedIndex(end, length);
    return first < second ? slice(text, first, second) : slice(text, second, first);
  }

  toLocaleLowerCase(this: unknown): string {
    return lowerCase(thisString(this, 'toLocaleLowerCase'));
  }

  toLocaleUpperCase(this: unknown): string {
    return upperCase(thisString(this, 'toLocaleUpperCase'));
  }

  toLowerCase(this: unknown): string {
    return lowerCase(thisString(this, 'toLowerCase'));
  }

  toString(this: unknown): string {
    return stringValue(this, 'toString');
  }

  toUpperCase(this: unknown): string {
    return upperCase(thisString(this, 'toUpperCase'));
  }

  toWellFormed(this: unknown): string {
    return wellFormed(thisString(this, 'toWellFormed'));
  }

  trim(this: unknown): string {
    return trimString(thisString(this, 'trim'), true, true);
  }

  trimEnd(this: unknown): string {
    return trimString(thisString(this, 'trimEnd'), false, true);
  }

  trimStart(this: unknown): string {
    return trimString(thisString(this, 'trimStart'), true, false);
  }

  valueOf(this: unknown): string {
    return stringValue(this, 'valueOf');
  }

  [Symbol.iterator](this: unknown): StringIterator {
    return new StringIterator(thisString(this, '[Symbol.iterator]'));
  }
}

function symbolText(value: symbol): string {
  const description = value.description;
  return description === undefined ? 'Symbol()' : `Symbol(${description})`;
}

/** ToUint16. */
function unitOf(value: unknown): number {
  return (typeof value === 'number' ? value : toNumber(value)) & 0xffff;
}

/** ThisStringValue (ECMA-262 22.1.3.35.1). */
function stringValue(value: unknown, method: string): string {
  if (typeof value === 'string') return value;
  if (value instanceof String) return primitiveOfWrapper<string>(value);
  throw new TypeError(`String.prototype.${method} requires that 'this' be a String`);
}

/** What startsWith, endsWith and includes search for; they refuse regular expressions. */
function searchText(value: unknown, method: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && isRegularExpression(value)) {
    throw new TypeError(`First argument to String.prototype.${method} must not be a regular expression`);
  }
  return toString(value);
}

/** ECMA-262 7.2.6, for what brings a @@match method. */
function isRegularExpression(value: object): boolean {
  return !!trust<{ [Symbol.match]?: unknown }>(value)[Symbol.match];
}

/** May `pattern` bring its own method? Only objects do; `receiver` must not be undefined or null. */
function isPattern(receiver: unknown, pattern: unknown, method: string): boolean {
  if (typeof pattern === 'string') return false;
  if (receiver === undefined || receiver === null) thisString(receiver, method);
  return typeof pattern === 'object' && pattern !== null;
}

function throwNeedsPattern(method: string): never {
  throw new TypeError(
    `String.prototype.${method} of a pattern that is not a regular expression is not supported`,
  );
}

function requireGlobalFlag(pattern: unknown, method: string): void {
  if (typeof pattern !== 'object' || pattern === null || !isRegularExpression(pattern)) return;
  const flags = toString(trust<{ flags: unknown }>(pattern).flags);
  if (indexOfString(flags, 'g', 0) < 0)
    throw new TypeError(`String.prototype.${method} called with a non-global RegExp argument`);
}

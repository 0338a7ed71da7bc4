/**
 * Reading JSON text (ECMA-262 25.5.1, RFC 8259): a recursive-descent parser over code units. Strings without escapes are
 * slices of the text; where they end is looked for by words of eight units.
 */

import type { i32 } from '../../unsafe.ts';
import { decimalAt } from '../core/numbers/parse.ts';
import { endOfSimple, simpleDecimal } from '../core/numbers/simple-decimal.ts';
import { createDataProperty } from '../core/objects/define.ts';
import { toPropertyKey } from '../core/objects/keys.ts';
import { digitsEnd, specialInJson } from '../core/strings/json-text.ts';
import { lengthOf, StringBuilder, slice, unitAt } from '../core/strings/primitives.ts';
import { throwAt, throwTrailing, throwUnexpected } from './parse-errors.ts';

const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** The value of a whole JSON text. */
export function parseJson(text: string): unknown {
  const parser = new JsonParser(text);
  const value = parser.parseValue();
  parser.expectEnd();
  return value;
}

class JsonParser {
  readonly #text: string;
  readonly #length: i32;
  #at: i32 = 0;

  constructor(text: string) {
    this.#text = text;
    this.#length = lengthOf(text);
  }

  /** The next unit that isn't white space, not consumed; -1 at the end. */
  #peek(): i32 {
    while (this.#at < this.#length) {
      const unit: i32 = unitAt(this.#text, this.#at);
      if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) return unit;
      this.#at++;
    }
    return -1;
  }

  expectEnd(): void {
    if (this.#peek() >= 0) throwTrailing(this.#at);
  }

  parseValue(): unknown {
    const unit: i32 = this.#peek();
    if (unit === QUOTE) return this.#parseString();
    if (unit === OPEN_BRACE) return this.#parseObject();
    if (unit === OPEN_BRACKET) return this.#parseArray();
    if (unit === MINUS || (unit >= ZERO && unit <= NINE)) return this.#parseNumber();
    if (unit === 116) return this.#parseWord('true', true);
    if (unit === 102) return this.#parseWord('false', false);
    if (unit === 110) return this.#parseWord('null', null);
    return throwUnexpected(this.#text, this.#at);
  }

  #parseWord(word: string, value: unknown): unknown {
    for (let i: i32 = 0; i < lengthOf(word); i++) {
      if (this.#at + i >= this.#length || unitAt(this.#text, this.#at + i) !== unitAt(word, i)) {
        throwUnexpected(this.#text, this.#at + i);
      }
    }
    this.#at += lengthOf(word);
    return value;
  }

  #parseObject(): object {
    const object = {};
    this.#at++;
    let unit: i32 = this.#peek();
    if (unit === CLOSE_BRACE) {
      this.#at++;
      return object;
    }
    if (unit !== QUOTE) throwAt(`Expected property name or '}'`, this.#at);
    for (let first = true; ; first = false) {
      const key = this.#parseString();
      if (this.#peek() !== COLON) {
        if (first) throwAt(`Expected ':' after property name`, this.#at);
        throwUnexpected(this.#text, this.#at);
      }
      this.#at++;
      createDataProperty(object, toPropertyKey(key), this.parseValue());
      unit = this.#peek();
      if (unit === CLOSE_BRACE) break;
      if (unit !== COMMA) throwAt(`Expected ',' or '}' after property value`, this.#at);
      this.#at++;
      if (this.#peek() !== QUOTE) throwAt('Expected double-quoted property name', this.#at);
    }
    this.#at++;
    return object;
  }

  #parseArray(): unknown[] {
    const array: unknown[] = [];
    this.#at++;
    if (this.#peek() === CLOSE_BRACKET) {
      this.#at++;
      return array;
    }
    for (;;) {
      array.push(this.parseValue());
      const unit: i32 = this.#peek();
      if (unit === CLOSE_BRACKET) break;
      if (unit !== COMMA) throwAt(`Expected ',' or ']' after array element`, this.#at);
      this.#at++;
    }
    this.#at++;
    return array;
  }

  #parseNumber(): number {
    const text = this.#text;
    const start: i32 = this.#at;
    const simple = simpleDecimal(text, start);
    // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
    if (simple === simple) {
      this.#at = endOfSimple();
      return simple;
    }
    let i: i32 = start;
    if (unitAt(text, i) === MINUS) {
      i++;
      if (!this.#isDigit(i)) throwAt('No number after minus sign', i);
    }
    const first: i32 = i;
    i = digitsEnd(text, i);
    if (unitAt(text, first) === ZERO && i > first + 1) throwAt('Unexpected number', first + 1);
    if (i < this.#length && unitAt(text, i) === POINT) {
      const fraction: i32 = i + 1;
      i = digitsEnd(text, fraction);
      if (i === fraction) throwAt('Unterminated fractional number', i);
    }
    if (i < this.#length && (unitAt(text, i) | 32) === 101) {
      i++;
      if (i < this.#length && (unitAt(text, i) === 43 || unitAt(text, i) === MINUS)) i++;
      const exponent: i32 = i;
      i = digitsEnd(text, i);
      if (i === exponent) throwAt('Exponent part is missing a number', i);
    }
    this.#at = i;
    return decimalAt(text, start, i);
  }

  #isDigit(index: i32): boolean {
    if (index >= this.#length) return false;
    const unit: i32 = unitAt(this.#text, index);
    return unit >= ZERO && unit <= NINE;
  }

  /** The string that begins at the quote under the cursor. */
  #parseString(): string {
    const text = this.#text;
    const start: i32 = this.#at + 1;
    for (let i: i32 = specialInJson(text, start); i < this.#length; i = specialInJson(text, i + 1)) {
      const unit: i32 = unitAt(text, i);
      if (unit === QUOTE) {
        this.#at = i + 1;
        return slice(text, start, i);
      }
      if (unit === BACKSLASH) return this.#parseEscapedString(start, i);
      if (unit < 32) throwAt('Bad control character in string literal', i);
    }
    return throwAt('Unterminated string', this.#length);
  }

  #parseEscapedString(start: i32, firstEscape: i32): string {
    const text = this.#text;
    const out = new StringBuilder();
    let from: i32 = start;
    let i: i32 = firstEscape;
    while (i < this.#length) {
      const unit: i32 = unitAt(text, i);
      if (unit === QUOTE) {
        out.addSlice(text, from, i);
        this.#at = i + 1;
        return out.finish();
      }
      if (unit < 32) throwAt('Bad control character in string literal', i);
      if (unit !== BACKSLASH) {
        i = specialInJson(text, i + 1);
        continue;
      }
      out.addSlice(text, from, i);
      if (i + 1 >= this.#length) throwUnexpected(text, this.#length);
      const escape: i32 = unitAt(text, i + 1);
      if (escape === 117) {
        out.addUnit(this.#parseHex(i + 2));
        i += 6;
      } else {
        out.addUnit(unescaped(escape, i + 1));
        i += 2;
      }
      from = i;
    }
    return throwAt('Unterminated string', this.#length);
  }

  #parseHex(at: i32): i32 {
    let value: i32 = 0;
    for (let i: i32 = at; i < at + 4; i++) {
      const unit: i32 = i < this.#length ? unitAt(this.#text, i) : 0;
      const lower: i32 = unit | 32;
      if (unit >= ZERO && unit <= NINE) value = value * 16 + (unit - ZERO);
      else if (lower >= 97 && lower <= 102) value = value * 16 + (lower - 87);
      else throwAt('Bad Unicode escape', i);
    }
    return value;
  }
}

function unescaped(escape: i32, position: i32): i32 {
  if (escape === QUOTE || escape === BACKSLASH || escape === 47) return escape;
  if (escape === 98) return 8;
  if (escape === 102) return 12;
  if (escape === 110) return 10;
  if (escape === 114) return 13;
  if (escape === 116) return 9;
  return throwAt('Bad escaped character', position);
}

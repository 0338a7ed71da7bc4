/**
 * Json: reads a text of some 26,000 characters into a tree of objects, a character at a time.
 *
 * The problem is from the SOM benchmarks, after Eclipse's minimal JSON parser, as are-we-fast-yet states it; the text is
 * ours.
 */
import { repeated } from './benchmark.ts';
import { JSON_TEXT } from './json-text.ts';

/** Maps names to their indices by a hash so weak that it is only a hint; -1 for none. */
class NameTable {
  readonly #slots = new Array<number>(32).fill(0);

  add(name: string, index: number): void {
    // 0 stands for empty, and what doesn't fit in a byte isn't remembered.
    this.#slots[this.#slotOf(name)] = index < 0xff ? index + 1 : 0;
  }

  get(name: string): number {
    return this.#slots[this.#slotOf(name)] - 1;
  }

  #slotOf(name: string): number {
    return (name.length * 1402589) & (this.#slots.length - 1);
  }
}

abstract class JsonValue {
  asObject(): JsonObject {
    throw new TypeError(`not an object: ${this}`);
  }

  asArray(): JsonArray {
    throw new TypeError(`not an array: ${this}`);
  }
}

class JsonLiteral extends JsonValue {
  static readonly null = new JsonLiteral('null');
  static readonly true = new JsonLiteral('true');
  static readonly false = new JsonLiteral('false');

  readonly text: string;

  private constructor(text: string) {
    super();
    this.text = text;
  }
}

/** Keeps its text: what number it is, nobody has asked. */
class JsonNumber extends JsonValue {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }
}

class JsonString extends JsonValue {
  readonly value: string;

  constructor(value: string) {
    super();
    this.value = value;
  }
}

class JsonArray extends JsonValue {
  readonly values: JsonValue[] = [];

  override asArray(): JsonArray {
    return this;
  }
}

class JsonObject extends JsonValue {
  readonly #names: string[] = [];
  readonly #values: JsonValue[] = [];
  readonly #table = new NameTable();

  add(name: string, value: JsonValue): void {
    this.#table.add(name, this.#names.length);
    this.#names.push(name);
    this.#values.push(value);
  }

  /** The value of a name; the last one of several. */
  get(name: string): JsonValue | undefined {
    const hint = this.#table.get(name);
    const index = hint >= 0 && this.#names[hint] === name ? hint : this.#names.lastIndexOf(name);
    return this.#values[index];
  }

  override asObject(): JsonObject {
    return this;
  }
}

class ParseError extends Error {
  override readonly name = 'ParseError';
}

/** A recursive descent with one character of look-ahead; `''` is the end. */
class Parser {
  readonly #input: string;
  #index = -1;
  #line = 1;
  #column = 0;
  #current = '';
  #captured = '';
  #captureStart = -1;

  constructor(input: string) {
    this.#input = input;
  }

  parse(): JsonValue {
    this.#read();
    this.#skipWhiteSpace();
    const result = this.#readValue();
    this.#skipWhiteSpace();
    if (!this.#isEnd) throw this.#error('unexpected character');
    return result;
  }

  #readValue(): JsonValue {
    switch (this.#current) {
      case 'n':
        return this.#readLiteral('null', JsonLiteral.null);
      case 't':
        return this.#readLiteral('true', JsonLiteral.true);
      case 'f':
        return this.#readLiteral('false', JsonLiteral.false);
      case '"':
        return new JsonString(this.#readText());
      case '[':
        return this.#readArray();
      case '{':
        return this.#readObject();
      case '-':
      case '0':
      case '1':
      case '2':
      case '3':
      case '4':
      case '5':
      case '6':
      case '7':
      case '8':
      case '9':
        return this.#readNumber();
      default:
        throw this.#expected('a value');
    }
  }

  #readArray(): JsonArray {
    this.#read();
    const array = new JsonArray();
    this.#skipWhiteSpace();
    if (this.#accept(']')) return array;
    do {
      this.#skipWhiteSpace();
      array.values.push(this.#readValue());
      this.#skipWhiteSpace();
    } while (this.#accept(','));
    if (!this.#accept(']')) throw this.#expected("',' or ']'");
    return array;
  }

  #readObject(): JsonObject {
    this.#read();
    const object = new JsonObject();
    this.#skipWhiteSpace();
    if (this.#accept('}')) return object;
    do {
      this.#skipWhiteSpace();
      const name = this.#readName();
      this.#skipWhiteSpace();
      if (!this.#accept(':')) throw this.#expected("':'");
      this.#skipWhiteSpace();
      object.add(name, this.#readValue());
      this.#skipWhiteSpace();
    } while (this.#accept(','));
    if (!this.#accept('}')) throw this.#expected("',' or '}'");
    return object;
  }

  #readName(): string {
    if (this.#current !== '"') throw this.#expected('a name');
    return this.#readText();
  }

  #readLiteral(text: string, literal: JsonLiteral): JsonLiteral {
    for (const character of text) {
      if (!this.#accept(character)) throw this.#expected(`'${character}'`);
    }
    return literal;
  }

  #readText(): string {
    this.#read();
    this.#startCapture();
    while (this.#current !== '"') {
      if (this.#current === '\\') {
        this.#pauseCapture();
        this.#readEscape();
        this.#startCapture();
      } else if (this.#isEnd) {
        throw this.#expected("'\"'");
      } else {
        this.#read();
      }
    }
    const text = this.#endCapture();
    this.#read();
    return text;
  }

  #readEscape(): void {
    this.#read();
    switch (this.#current) {
      case '"':
      case '/':
      case '\\':
        this.#captured += this.#current;
        break;
      case 'b':
        this.#captured += '\b';
        break;
      case 'f':
        this.#captured += '\f';
        break;
      case 'n':
        this.#captured += '\n';
        break;
      case 'r':
        this.#captured += '\r';
        break;
      case 't':
        this.#captured += '\t';
        break;
      default:
        throw this.#expected('an escape sequence');
    }
    this.#read();
  }

  #readNumber(): JsonNumber {
    this.#startCapture();
    this.#accept('-');
    const first = this.#current;
    if (!this.#acceptDigit()) throw this.#expected('a digit');
    if (first !== '0') this.#acceptDigits();
    if (this.#accept('.')) this.#requireDigits();
    if (this.#accept('e') || this.#accept('E')) {
      if (!this.#accept('+')) this.#accept('-');
      this.#requireDigits();
    }
    return new JsonNumber(this.#endCapture());
  }

  #requireDigits(): void {
    if (!this.#acceptDigit()) throw this.#expected('a digit');
    this.#acceptDigits();
  }

  #acceptDigits(): void {
    while (this.#acceptDigit()) {}
  }

  #acceptDigit(): boolean {
    if (this.#current < '0' || this.#current > '9') return false;
    this.#read();
    return true;
  }

  #accept(character: string): boolean {
    if (this.#current !== character) return false;
    this.#read();
    return true;
  }

  #skipWhiteSpace(): void {
    while (
      this.#current === ' ' ||
      this.#current === '\t' ||
      this.#current === '\n' ||
      this.#current === '\r'
    ) {
      this.#read();
    }
  }

  #read(): void {
    if (this.#current === '\n') {
      this.#line++;
      this.#column = 0;
    }
    this.#index++;
    this.#column++;
    this.#current = this.#index < this.#input.length ? this.#input[this.#index] : '';
  }

  #startCapture(): void {
    this.#captureStart = this.#index;
  }

  #pauseCapture(): void {
    this.#captured += this.#input.slice(this.#captureStart, this.#index);
    this.#captureStart = -1;
  }

  #endCapture(): string {
    const tail = this.#input.slice(this.#captureStart, this.#index);
    this.#captureStart = -1;
    if (this.#captured === '') return tail;
    const text = this.#captured + tail;
    this.#captured = '';
    return text;
  }

  get #isEnd(): boolean {
    return this.#index >= this.#input.length;
  }

  #expected(what: string): ParseError {
    return this.#error(this.#isEnd ? 'unexpected end' : `expected ${what}`);
  }

  #error(message: string): ParseError {
    return new ParseError(`${message} at ${this.#line}:${this.#column}`);
  }
}

function isRight(result: JsonValue): boolean {
  const head = result.asObject().get('head');
  const operations = result.asObject().get('operations');
  return head instanceof JsonObject && operations?.asArray().values.length === 156;
}

export const json = repeated('Json', () => isRight(new Parser(JSON_TEXT).parse()));

/**
 * Date (ECMA-262 21.4). The local time zone is UTC: the local getters and setters are those of UTC, and
 * getTimezoneOffset is 0. One class, hence one long file.
 */

import { trust } from '../../unsafe.ts';
import { toNumber, toPrimitive, toString } from '../core/conversion.ts';
import { DateFields, fullYear, MS_PER_DAY, makeDate, makeDay, makeTime, timeClip } from './calendar.ts';
import { currentTimeMs } from './clock.ts';
import { dateText, isoText, localeDateText, localeTimeText, timeText, utcText } from './format.ts';
import { parseDate } from './parse.ts';

function numberAt(args: readonly unknown[], index: number, missing: number): number {
  return index < args.length ? toNumber(args[index]) : missing;
}

/** The time value of year, month, … arguments (ECMA-262 21.4.2.1 step 5, 21.4.3.4). */
function timeOfFields(args: readonly unknown[]): number {
  const year = numberAt(args, 0, NaN);
  const month = numberAt(args, 1, 0);
  const day = numberAt(args, 2, 1);
  const time = makeTime(
    numberAt(args, 3, 0),
    numberAt(args, 4, 0),
    numberAt(args, 5, 0),
    numberAt(args, 6, 0),
  );
  return timeClip(makeDate(makeDay(fullYear(year), month, day), time));
}

function timeOfArguments(args: readonly unknown[]): number {
  if (args.length === 0) return currentTimeMs();
  if (args.length > 1) return timeOfFields(args);
  const value = args[0];
  if (typeof value === 'number') return timeClip(value);
  if (value === undefined) return NaN;
  if (DateGlobal.$isDate(value)) return trust<DateGlobal>(value).getTime();
  const primitive = toPrimitive(value);
  return typeof primitive === 'string' ? parseDate(primitive) : timeClip(toNumber(primitive));
}

export class DateGlobal {
  /** The time value: milliseconds since 1970-01-01T00:00Z, or NaN. */
  #time: number;

  constructor(...args: unknown[]) {
    this.#time = timeOfArguments(args);
  }

  static $call(): string {
    return new DateGlobal().toString();
  }

  static $isDate(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #time in value;
  }

  static now(): number {
    return currentTimeMs();
  }

  static parse(text: unknown): number {
    return parseDate(toString(text));
  }

  static UTC(...args: unknown[]): number {
    return timeOfFields(args);
  }

  getTime(): number {
    return this.#time;
  }
  valueOf(): number {
    return this.#time;
  }
  getTimezoneOffset(): number {
    return this.#time - this.#time === 0 ? 0 : NaN;
  }

  #fields(): DateFields | undefined {
    const time = this.#time;
    return time - time === 0 ? new DateFields(time) : undefined;
  }

  getUTCFullYear(): number {
    return this.#fields()?.year ?? NaN;
  }
  getUTCMonth(): number {
    return this.#fields()?.month ?? NaN;
  }
  getUTCDate(): number {
    return this.#fields()?.day ?? NaN;
  }
  getUTCDay(): number {
    return this.#fields()?.weekday ?? NaN;
  }
  getUTCHours(): number {
    return this.#fields()?.hour ?? NaN;
  }
  getUTCMinutes(): number {
    return this.#fields()?.minute ?? NaN;
  }
  getUTCSeconds(): number {
    return this.#fields()?.second ?? NaN;
  }
  getUTCMilliseconds(): number {
    return this.#fields()?.millisecond ?? NaN;
  }
  getFullYear(): number {
    return this.getUTCFullYear();
  }
  getYear(): number {
    return this.getUTCFullYear() - 1900;
  }
  getMonth(): number {
    return this.getUTCMonth();
  }
  getDate(): number {
    return this.getUTCDate();
  }
  getDay(): number {
    return this.getUTCDay();
  }
  getHours(): number {
    return this.getUTCHours();
  }
  getMinutes(): number {
    return this.getUTCMinutes();
  }
  getSeconds(): number {
    return this.getUTCSeconds();
  }
  getMilliseconds(): number {
    return this.getUTCMilliseconds();
  }

  setTime(time: unknown): number {
    this.#time = timeClip(toNumber(time));
    return this.#time;
  }

  /** Replaces year, month and day from `first` (0: year) on by what was passed. */
  #setDay(args: readonly unknown[], first: number): number {
    const old = this.#time;
    const values: number[] = [];
    for (let i = 0; i < args.length && i < 3 - first; i++) values.push(toNumber(args[i]));
    if (values.length === 0) values.push(NaN);
    const invalid = old - old !== 0;
    if (invalid && first > 0) return NaN;
    const fields = new DateFields(invalid ? 0 : old);
    const year = first === 0 ? (values[0] as number) : fields.year;
    const month = first <= 1 ? (values[1 - first] ?? fields.month) : fields.month;
    const day = values[2 - first] ?? fields.day;
    const base = invalid ? 0 : old;
    this.#time = timeClip(
      makeDate(makeDay(year, month, day), base - Math.floor(base / MS_PER_DAY) * MS_PER_DAY),
    );
    return this.#time;
  }

  /** Replaces hour, minute, second and millisecond from `first` (0: hour) on by what was passed. */
  #setClock(args: readonly unknown[], first: number): number {
    const old = this.#time;
    const values: number[] = [];
    for (let i = 0; i < args.length && i < 4 - first; i++) values.push(toNumber(args[i]));
    if (values.length === 0) values.push(NaN);
    if (old - old !== 0) return NaN;
    const fields = new DateFields(old);
    const hour = first === 0 ? (values[0] as number) : fields.hour;
    const minute = first <= 1 ? (values[1 - first] ?? fields.minute) : fields.minute;
    const second = first <= 2 ? (values[2 - first] ?? fields.second) : fields.second;
    const millisecond = values[3 - first] ?? fields.millisecond;
    const time = makeTime(hour, minute, second, millisecond);
    this.#time = timeClip(makeDate(Math.floor(old / MS_PER_DAY), time));
    return this.#time;
  }

  setUTCFullYear(...args: unknown[]): number {
    return this.#setDay(args, 0);
  }
  setUTCMonth(...args: unknown[]): number {
    return this.#setDay(args, 1);
  }
  setUTCDate(...args: unknown[]): number {
    return this.#setDay(args, 2);
  }
  setUTCHours(...args: unknown[]): number {
    return this.#setClock(args, 0);
  }
  setUTCMinutes(...args: unknown[]): number {
    return this.#setClock(args, 1);
  }
  setUTCSeconds(...args: unknown[]): number {
    return this.#setClock(args, 2);
  }
  setUTCMilliseconds(...args: unknown[]): number {
    return this.#setClock(args, 3);
  }
  setFullYear(...args: unknown[]): number {
    return this.#setDay(args, 0);
  }
  setMonth(...args: unknown[]): number {
    return this.#setDay(args, 1);
  }
  setDate(...args: unknown[]): number {
    return this.#setDay(args, 2);
  }
  setHours(...args: unknown[]): number {
    return this.#setClock(args, 0);
  }
  setMinutes(...args: unknown[]): number {
    return this.#setClock(args, 1);
  }
  setSeconds(...args: unknown[]): number {
    return this.#setClock(args, 2);
  }
  setMilliseconds(...args: unknown[]): number {
    return this.#setClock(args, 3);
  }

  toDateString(): string {
    const fields = this.#fields();
    return fields === undefined ? 'Invalid Date' : dateText(fields);
  }
  toTimeString(): string {
    const fields = this.#fields();
    return fields === undefined ? 'Invalid Date' : timeText(fields);
  }
  toISOString(): string {
    const fields = this.#fields();
    if (fields === undefined) throw new RangeError('Invalid time value');
    return isoText(fields);
  }
  /** ECMA-262 21.4.4.37. */
  toJSON(this: unknown): unknown {
    const time = trust<{ valueOf(): unknown }>(this).valueOf();
    if (typeof time === 'number' && time - time !== 0) return null;
    return trust<DateGlobal>(this).toISOString();
  }
  toString(): string {
    const fields = this.#fields();
    return fields === undefined ? 'Invalid Date' : `${dateText(fields)} ${timeText(fields)}`;
  }
  toUTCString(): string {
    const fields = this.#fields();
    return fields === undefined ? 'Invalid Date' : utcText(fields);
  }
  toGMTString(): string {
    return this.toUTCString();
  }
  toLocaleDateString(): string {
    const fields = this.#fields();
    return fields === undefined ? 'Invalid Date' : localeDateText(fields);
  }
  toLocaleTimeString(): string {
    const fields = this.#fields();
    return fields === undefined ? 'Invalid Date' : localeTimeText(fields);
  }
  toLocaleString(): string {
    const fields = this.#fields();
    return fields === undefined ? 'Invalid Date' : `${localeDateText(fields)}, ${localeTimeText(fields)}`;
  }

  /** ECMA-262 21.4.4.45: "default" means string here. */
  [Symbol.toPrimitive](hint: unknown): unknown {
    if (hint === 'number') return this.valueOf();
    if (hint === 'string' || hint === 'default') return this.toString();
    throw new TypeError(`Invalid hint: ${String(hint)}`);
  }

  get $tag(): string {
    return 'Date';
  }
}

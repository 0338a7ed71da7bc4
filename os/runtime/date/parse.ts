/**
 * Date.parse (ECMA-262 21.4.3.2): the interchange format first, then a reading of whatever else that knows what V8's
 * legacy parser knows of the usual forms: month names, numbers with slashes, clock times, AM and PM, zones and offsets.
 */
import { fullYear, makeDate, makeDay, makeTime, timeClip } from './calendar.ts';
import { MONTHS, WEEKDAYS } from './format.ts';

/** The time value of a text, NaN when it isn't a date. */
export function parseDate(text: string): number {
  const time = new IsoReader(text).read();
  return timeClip(time === undefined ? new LegacyReader(text).read() : time);
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** ECMA-262 21.4.1.32. */
class IsoReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The time, NaN when a field is out of range, undefined when it isn't this format. */
  read(): number | undefined {
    const sign = this.#unit() === 43 ? 1 : this.#unit() === 45 ? -1 : 0;
    if (sign !== 0) this.#at++;
    const yearDigits = sign === 0 ? this.#digits(4) : this.#digits(6);
    if (yearDigits === undefined || (sign < 0 && yearDigits === 0)) return undefined;
    const year = sign < 0 ? -yearDigits : yearDigits;
    let month: number | undefined = 1;
    let day: number | undefined = 1;
    if (this.#take(45)) {
      month = this.#digits(2);
      if (this.#take(45)) day = this.#digits(2);
    }
    if (month === undefined || day === undefined || month < 1 || month > 12 || day < 1 || day > 31)
      return undefined;
    const days = makeDay(year, month - 1, day);
    if (this.#at === this.#text.length) return makeDate(days, 0);
    if (!this.#take(84) && !this.#take(116)) return undefined;
    return this.#readTime(days);
  }

  #readTime(days: number): number | undefined {
    const hour = this.#digits(2);
    if (hour === undefined || !this.#take(58)) return undefined;
    const minute = this.#digits(2);
    if (minute === undefined) return undefined;
    let second: number | undefined = 0;
    let millisecond = 0;
    if (this.#take(58)) {
      second = this.#digits(2);
      if (second === undefined) return undefined;
      if (this.#take(46)) {
        if (!isDigit(this.#unit())) return undefined;
        for (let scale = 100; isDigit(this.#unit()); scale /= 10) {
          millisecond += Math.floor(scale) * (this.#unit() - 48);
          this.#at++;
        }
      }
    }
    if (hour > 24 || minute > 59 || second > 59) return undefined;
    if (hour === 24 && (minute > 0 || second > 0 || millisecond > 0)) return undefined;
    let offset = 0;
    if (!this.#take(90) && !this.#take(122) && this.#at < this.#text.length) {
      const sign = this.#take(43) ? 1 : this.#take(45) ? -1 : 0;
      const hours = this.#digits(2);
      if (sign === 0 || hours === undefined) return undefined;
      this.#take(58);
      const minutes = this.#digits(2);
      if (minutes === undefined || hours > 23 || minutes > 59) return undefined;
      offset = sign * (hours * 60 + minutes);
    }
    if (this.#at !== this.#text.length) return undefined;
    return makeDate(days, makeTime(hour, minute, second, millisecond)) - offset * 60000;
  }

  #unit(): number {
    return this.#at < this.#text.length ? this.#text.charCodeAt(this.#at) : -1;
  }

  #take(unit: number): boolean {
    if (this.#unit() !== unit) return false;
    this.#at++;
    return true;
  }

  #digits(count: number): number | undefined {
    let value = 0;
    for (let i = 0; i < count; i++) {
      if (!isDigit(this.#unit())) return undefined;
      value = value * 10 + this.#unit() - 48;
      this.#at++;
    }
    return value;
  }
}

class LegacyReader {
  readonly #text: string;
  #at = 0;
  readonly #numbers: number[] = [];
  readonly #clock: number[] = [];
  #month = -1;
  #offset: number | undefined;
  #afternoon: boolean | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): number {
    while (this.#at < this.#text.length) {
      const unit = this.#text.charCodeAt(this.#at);
      if (isDigit(unit)) {
        if (!this.#readNumber()) return NaN;
      } else if ((unit | 32) >= 97 && (unit | 32) <= 122) {
        if (!this.#readWord()) return NaN;
      } else if ((unit === 43 || unit === 45) && (this.#clock.length > 0 || this.#offset !== undefined)) {
        if (!this.#readOffset(unit === 43 ? 1 : -1)) return NaN;
      } else if (unit === 40) this.#skipComment();
      else this.#at++;
    }
    return this.#time();
  }

  #skipComment(): void {
    let depth = 0;
    do {
      const unit = this.#text.charCodeAt(this.#at++);
      if (unit === 40) depth++;
      else if (unit === 41) depth--;
    } while (depth > 0 && this.#at < this.#text.length);
  }

  #digitRun(): number {
    let value = 0;
    while (this.#at < this.#text.length && isDigit(this.#text.charCodeAt(this.#at))) {
      value = value * 10 + this.#text.charCodeAt(this.#at++) - 48;
    }
    return value;
  }

  #readNumber(): boolean {
    const value = this.#digitRun();
    const next = this.#at < this.#text.length ? this.#text.charCodeAt(this.#at) : -1;
    if (next === 58 && this.#clock.length < 3) {
      this.#clock.push(value);
      this.#at++;
      return true;
    }
    if (
      this.#clock.length > 0 &&
      this.#clock.length < 3 &&
      this.#text.charCodeAt(this.#at - this.#width(value) - 1) === 58
    ) {
      this.#clock.push(value);
      if (next === 46) {
        this.#at++;
        const start = this.#at;
        const fraction = this.#digitRun();
        while (this.#clock.length < 3) this.#clock.push(0);
        this.#clock.push(Math.floor((fraction / 10 ** (this.#at - start)) * 1000));
      }
      return true;
    }
    this.#numbers.push(value);
    return this.#numbers.length <= 3;
  }

  /** How many digits stood before the cursor. */
  #width(_value: number): number {
    let width = 0;
    while (this.#at - width > 0 && isDigit(this.#text.charCodeAt(this.#at - width - 1))) width++;
    return width;
  }

  #readWord(): boolean {
    const start = this.#at;
    while (this.#at < this.#text.length) {
      const lower = this.#text.charCodeAt(this.#at) | 32;
      if (lower < 97 || lower > 122) break;
      this.#at++;
    }
    const word = this.#text.substring(start, this.#at).toLowerCase();
    if (word === 'am' || word === 'pm') {
      this.#afternoon = word === 'pm';
      return true;
    }
    if (word === 'z' || word === 'ut' || word === 'utc' || word === 'gmt') {
      this.#offset = 0;
      return true;
    }
    const zone = ZONES.indexOf(word);
    if (zone >= 0 && word.length === 3) {
      this.#offset = (ZONE_HOURS[zone / 3] as number) * 60;
      return true;
    }
    const month = word.length >= 3 ? MONTHS.toLowerCase().indexOf(word.substring(0, 3)) : -1;
    if (month >= 0 && month % 3 === 0) {
      this.#month = month / 3;
      return true;
    }
    if (word === 't' && this.#numbers.length > 0) return true;
    const weekday = word.length >= 3 ? WEEKDAYS.toLowerCase().indexOf(word.substring(0, 3)) : -1;
    return (weekday >= 0 && weekday % 3 === 0) || this.#numbers.length === 0;
  }

  #readOffset(sign: number): boolean {
    this.#at++;
    const start = this.#at;
    const value = this.#digitRun();
    const width = this.#at - start;
    if (width === 0) return true;
    let minutes = width <= 2 ? value * 60 : Math.floor(value / 100) * 60 + (value % 100);
    if (width <= 2 && this.#text.charCodeAt(this.#at) === 58) {
      this.#at++;
      minutes += this.#digitRun();
    }
    this.#offset = sign * minutes;
    return true;
  }

  #time(): number {
    const numbers = this.#numbers;
    let year: number;
    let month: number;
    let day: number;
    if (this.#month >= 0) {
      if (numbers.length < 1) return NaN;
      month = this.#month;
      const first = numbers[0] as number;
      const second = numbers.length > 1 ? (numbers[1] as number) : 2001;
      const yearFirst = first > 31 && numbers.length > 1;
      day = yearFirst ? second : first;
      year = yearFirst ? first : second;
    } else {
      if (numbers.length < 2) return NaN;
      const yearFirst = (numbers[0] as number) > 31;
      month = (numbers[yearFirst ? 1 : 0] as number) - 1;
      day = (numbers[yearFirst ? 2 : 1] ?? 1) as number;
      year = yearFirst ? (numbers[0] as number) : (numbers[2] ?? 2001);
    }
    if (month < 0 || month > 11 || day < 1 || day > 31) return NaN;
    if (year <= 49) year += 2000;
    else year = fullYear(year);
    let hour = this.#clock[0] ?? 0;
    const minute = this.#clock[1] ?? 0;
    const second = this.#clock[2] ?? 0;
    if (hour > 24 || minute > 59 || second > 59) return NaN;
    if (hour === 24 && (minute > 0 || second > 0 || (this.#clock[3] ?? 0) > 0)) return NaN;
    if (this.#afternoon !== undefined) {
      if (hour < 1 || hour > 12) return NaN;
      hour = (hour % 12) + (this.#afternoon ? 12 : 0);
    }
    const time = makeTime(hour, minute, second, this.#clock[3] ?? 0);
    return makeDate(makeDay(year, month, day), time) - (this.#offset ?? 0) * 60000;
  }
}

/** Zones of the United States, as V8's parser knows them, and their hours from UTC. */
const ZONES = 'estedtcstcdtmstmdtpstpdt';
const ZONE_HOURS: readonly number[] = [-5, -4, -6, -5, -7, -6, -8, -7];

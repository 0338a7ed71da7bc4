/** Days, months and years of the proleptic Gregorian calendar (ECMA-262 21.4.1). Pure arithmetic on doubles. */

export const MS_PER_DAY = 86400000;
/** The largest magnitude of a time value. */
const MAX_TIME = 8.64e15;

/** The fields of a time value; `month` from 0, `day` from 1, `weekday` 0 for Sunday. */
export class DateFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;

  /** Takes a finite time value apart. */
  constructor(time: number) {
    const days = Math.floor(time / MS_PER_DAY);
    const rest = time - days * MS_PER_DAY;
    this.weekday = (((days + 4) % 7) + 7) % 7;
    this.hour = Math.floor(rest / 3600000);
    this.minute = Math.floor(rest / 60000) % 60;
    this.second = Math.floor(rest / 1000) % 60;
    this.millisecond = rest % 1000;
    // Years that begin in March, in eras of 400 years, so that the leap day comes last.
    const shifted = days + 719468;
    const era = Math.floor(shifted / 146097);
    const dayOfEra = shifted - era * 146097;
    const yearOfEra = Math.floor(
      (dayOfEra -
        Math.floor(dayOfEra / 1460) +
        Math.floor(dayOfEra / 36524) -
        Math.floor(dayOfEra / 146096)) /
        365,
    );
    const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
    const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
    this.day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
    this.month = marchMonth < 10 ? marchMonth + 2 : marchMonth - 10;
    this.year = yearOfEra + era * 400 + (this.month <= 1 ? 1 : 0);
  }
}

/** Days from 1970-01-01 to the first of a month; `month` may be any integer. NaN for what no date can reach. */
function daysToMonth(year: number, month: number): number {
  const y = year + Math.floor(month / 12);
  const m = ((month % 12) + 12) % 12;
  if (!(Math.abs(y) < 400000)) return NaN;
  const shiftedYear = m <= 1 ? y - 1 : y;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (m > 1 ? m - 2 : m + 10) + 2) / 5);
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** MakeDay (ECMA-262 21.4.1.28). */
export function makeDay(year: number, month: number, day: number): number {
  if (year - year !== 0 || month - month !== 0 || day - day !== 0) return NaN;
  return daysToMonth(Math.trunc(year), Math.trunc(month)) + Math.trunc(day) - 1;
}

/** MakeTime (ECMA-262 21.4.1.27). */
export function makeTime(hour: number, minute: number, second: number, millisecond: number): number {
  if (hour - hour !== 0 || minute - minute !== 0 || second - second !== 0 || millisecond - millisecond !== 0)
    return NaN;
  return (
    Math.trunc(hour) * 3600000 +
    Math.trunc(minute) * 60000 +
    Math.trunc(second) * 1000 +
    Math.trunc(millisecond)
  );
}

/** MakeDate (ECMA-262 21.4.1.29). */
export function makeDate(day: number, time: number): number {
  const value = day * MS_PER_DAY + time;
  return value - value === 0 ? value : NaN;
}

/** TimeClip (ECMA-262 21.4.1.31). */
export function timeClip(time: number): number {
  if (!(Math.abs(time) <= MAX_TIME)) return NaN;
  return Math.trunc(time) + 0;
}

/** MakeFullYear (ECMA-262 21.4.1.30): 0 … 99 mean the twentieth century. */
export function fullYear(year: number): number {
  const integer = Math.trunc(year);
  return integer >= 0 && integer <= 99 ? 1900 + integer : year;
}

/** The texts of dates (ECMA-262 21.4.4.36, .41 – .43); the local time zone is UTC. */
import type { DateFields } from './calendar.ts';

export const WEEKDAYS = 'SunMonTueWedThuFriSat';
export const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

function pad(value: number, width: number): string {
  return `${value}`.padStart(width, '0');
}

function yearText(year: number): string {
  return year < 0 ? '-' + pad(-year, 4) : pad(year, 4);
}

/** `2024-02-29T12:34:56.789Z`; years beyond four digits have a sign and six. */
export function isoText(fields: DateFields): string {
  const year = fields.year;
  const yearPart = year >= 0 && year <= 9999 ? pad(year, 4) : (year < 0 ? '-' : '+') + pad(Math.abs(year), 6);
  const day = `${yearPart}-${pad(fields.month + 1, 2)}-${pad(fields.day, 2)}`;
  return `${day}T${clockText(fields)}.${pad(fields.millisecond, 3)}Z`;
}

function clockText(fields: DateFields): string {
  return `${pad(fields.hour, 2)}:${pad(fields.minute, 2)}:${pad(fields.second, 2)}`;
}

function name(names: string, index: number): string {
  return names.substring(index * 3, index * 3 + 3);
}

/** `Thu Feb 29 2024`. */
export function dateText(fields: DateFields): string {
  return `${name(WEEKDAYS, fields.weekday)} ${name(MONTHS, fields.month)} ${pad(fields.day, 2)} ${yearText(fields.year)}`;
}

/** `12:34:56 GMT+0000 (Coordinated Universal Time)`. */
export function timeText(fields: DateFields): string {
  return `${clockText(fields)} GMT+0000 (Coordinated Universal Time)`;
}

/** `Thu, 29 Feb 2024 12:34:56 GMT`. */
export function utcText(fields: DateFields): string {
  const day = `${pad(fields.day, 2)} ${name(MONTHS, fields.month)} ${yearText(fields.year)}`;
  return `${name(WEEKDAYS, fields.weekday)}, ${day} ${clockText(fields)} GMT`;
}

/** `2/29/2024`, as en-US writes it. */
export function localeDateText(fields: DateFields): string {
  return `${fields.month + 1}/${fields.day}/${fields.year}`;
}

/** `12:34:56 PM`, as en-US writes it. */
export function localeTimeText(fields: DateFields): string {
  const hour = fields.hour % 12 === 0 ? 12 : fields.hour % 12;
  return `${hour}:${pad(fields.minute, 2)}:${pad(fields.second, 2)} ${fields.hour < 12 ? 'AM' : 'PM'}`;
}

/** toFixed, toExponential and toPrecision of a finite number (ECMA-262 21.1.3.2, 21.1.3.3, 21.1.3.5), exact as in V8. */
import { quickFixed } from '../core/numbers/quick-text.ts';
import { Decimal, exactDecimal, roundDecimal, shortestDecimal } from './exact-digits.ts';

function signOf(x: number): string {
  return x < 0 ? '-' : '';
}

/** `fraction` digits after the point, 0 … 100. |x| ≥ 1e21 gives the ordinary text. */
export function formatFixed(x: number, fraction: number): string {
  const quick = quickFixed(x, fraction);
  if (quick !== '') return quick;
  const magnitude = Math.abs(x);
  if (magnitude >= 1e21) return `${x}`;
  const exact = exactDecimal(magnitude);
  const rounded = magnitude === 0 ? exact : roundDecimal(exact, exact.point + fraction);
  const sign = signOf(x);
  if (rounded.digits.length === 0) return sign + (fraction > 0 ? '0.' + '0'.repeat(fraction) : '0');
  if (rounded.point > 0) {
    const whole = rounded.digits.substring(0, rounded.point);
    const part = rounded.digits.substring(rounded.point, rounded.point + fraction);
    return sign + (fraction > 0 ? whole + '.' + part : whole);
  }
  return sign + '0.' + ('0'.repeat(-rounded.point) + rounded.digits).substring(0, fraction);
}

/** Exactly `count` significant digits of a magnitude. */
function significant(magnitude: number, count: number): Decimal {
  if (magnitude === 0) return new Decimal('0'.repeat(count), 1);
  const rounded = roundDecimal(exactDecimal(magnitude), count);
  return new Decimal(rounded.digits.substring(0, count), rounded.point);
}

function exponentText(rounded: Decimal): string {
  const exponent = rounded.point - 1;
  const digits = rounded.digits;
  const mantissa = digits.length > 1 ? digits.substring(0, 1) + '.' + digits.substring(1) : digits;
  return mantissa + (exponent < 0 ? 'e-' + -exponent : 'e+' + exponent);
}

/** `fraction` digits after the first, 0 … 100; undefined: as many as needed. */
export function formatExponential(x: number, fraction: number | undefined): string {
  const magnitude = Math.abs(x);
  if (fraction === undefined) return signOf(x) + exponentText(shortestDecimal(magnitude));
  return signOf(x) + exponentText(significant(magnitude, fraction + 1));
}

/** `precision` significant digits, 1 … 100. */
export function formatPrecision(x: number, precision: number): string {
  const rounded = significant(Math.abs(x), precision);
  const exponent = rounded.point - 1;
  if (exponent < -6 || exponent >= precision) return signOf(x) + exponentText(rounded);
  if (exponent === precision - 1) return signOf(x) + rounded.digits;
  if (exponent >= 0) {
    return (
      signOf(x) + rounded.digits.substring(0, rounded.point) + '.' + rounded.digits.substring(rounded.point)
    );
  }
  return signOf(x) + '0.' + '0'.repeat(-rounded.point) + rounded.digits;
}

/** toLocaleString without locale data, as en-US does by default: groups of three, at most three digits after the point. */
export function formatGrouped(x: number): string {
  // biome-ignore lint/suspicious/noSelfCompare: NaN
  if (x !== x) return 'NaN';
  if (Math.abs(x) === Infinity) return x < 0 ? '-∞' : '∞';
  const magnitude = Math.abs(x);
  const exact = magnitude < 1e21 ? shortestDecimal(magnitude) : exactDecimal(magnitude);
  const rounded = magnitude === 0 ? new Decimal('0', 1) : roundDecimal(exact, Math.max(exact.point + 3, 0));
  let whole = rounded.point > 0 ? rounded.digits.substring(0, rounded.point) : '0';
  let part =
    rounded.point > 0 ? rounded.digits.substring(rounded.point) : '0'.repeat(-rounded.point) + rounded.digits;
  part = part.substring(0, 3);
  let end = part.length;
  while (end > 0 && part.charCodeAt(end - 1) === 48) end--;
  part = part.substring(0, end);
  let grouped = '';
  while (whole.length > 3) {
    grouped = ',' + whole.substring(whole.length - 3) + grouped;
    whole = whole.substring(0, whole.length - 3);
  }
  const isNegative = x < 0 || (x === 0 && 1 / x < 0);
  return (isNegative ? '-' : '') + whole + grouped + (part.length > 0 ? '.' + part : '');
}

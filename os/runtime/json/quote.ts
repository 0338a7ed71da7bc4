/** QuoteJSONString (ECMA-262 25.5.2.3). */
import type { i32 } from '../../unsafe.ts';
import { specialInJson } from '../core/strings/json-text.ts';
import { lengthOf, type StringBuilder, unitAt } from '../core/strings/primitives.ts';

const HEX = '0123456789abcdef';

/** Appends `text` in double quotes, escaped where JSON wants it or a lone surrogate stands. */
export function addQuoted(out: StringBuilder, text: string): void {
  const length: i32 = lengthOf(text);
  const first: i32 = specialInJson(text, 0);
  if (first >= length) {
    out.addEnclosed(text, 34);
    return;
  }
  out.addUnit(34);
  let from: i32 = 0;
  for (let i: i32 = first; i < length; i = specialInJson(text, i + 1)) {
    const unit: i32 = unitAt(text, i);
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < length) {
      const next: i32 = unitAt(text, i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        i++;
        continue;
      }
    }
    out.addSlice(text, from, i);
    addEscape(out, unit);
    from = i + 1;
  }
  out.addSlice(text, from, length);
  out.addUnit(34);
}

function addEscape(out: StringBuilder, unit: i32): void {
  out.addUnit(92);
  if (unit === 34 || unit === 92) out.addUnit(unit);
  else if (unit === 8) out.addUnit(98);
  else if (unit === 9) out.addUnit(116);
  else if (unit === 10) out.addUnit(110);
  else if (unit === 12) out.addUnit(102);
  else if (unit === 13) out.addUnit(114);
  else {
    out.addUnit(117);
    for (let shift: i32 = 12; shift >= 0; shift -= 4) out.addUnit(unitAt(HEX, (unit >> shift) & 15));
  }
}

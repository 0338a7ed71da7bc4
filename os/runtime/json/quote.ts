/** QuoteJSONString (ECMA-262 25.5.2.3). */
import { specialInJson } from '../core/strings/json-text.ts';
import { type StringBuilder, unitAt } from '../core/strings/primitives.ts';

const HEX = '0123456789abcdef';

/** Appends `text` in double quotes, escaped where JSON wants it or a lone surrogate stands. */
export function addQuoted(out: StringBuilder, text: string): void {
  out.addUnit(34);
  const length = text.length;
  let from = 0;
  for (let i = specialInJson(text, 0); i < length; i = specialInJson(text, i + 1)) {
    const unit = unitAt(text, i);
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < length) {
      const next = unitAt(text, i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        i++;
        continue;
      }
    }
    out.addSlice(text, from, i);
    addEscape(out, unit);
    from = i + 1;
  }
  if (from === 0) out.add(text);
  else out.addSlice(text, from, length);
  out.addUnit(34);
}

function addEscape(out: StringBuilder, unit: number): void {
  out.addUnit(92);
  if (unit === 34 || unit === 92) out.addUnit(unit);
  else if (unit === 8) out.addUnit(98);
  else if (unit === 9) out.addUnit(116);
  else if (unit === 10) out.addUnit(110);
  else if (unit === 12) out.addUnit(102);
  else if (unit === 13) out.addUnit(114);
  else {
    out.addUnit(117);
    for (let shift = 12; shift >= 0; shift -= 4) out.addUnit(unitAt(HEX, (unit >> shift) & 15));
  }
}

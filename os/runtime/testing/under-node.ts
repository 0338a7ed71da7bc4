/**
 * Lets the files of os/runtime run under plain Node in unit tests: each module that only a compiled image can run is
 * replaced by its double in this folder (`math/words.ts` by `testing/words.ts`). A test imports this file, then the file
 * under test with `await import(…)`.
 */
import { register } from 'node:module';

/** End of a module's URL → the file here that stands for it. */
const DOUBLES: readonly (readonly [string, string])[] = [
  ['/os/runtime/math/words.ts', './words.ts'],
  ['/os/runtime/bigint/words.ts', './bigint-words.ts'],
  ['/os/runtime/core/strings/primitives.ts', './strings.ts'],
  ['/os/runtime/core/strings/search.ts', './strings.ts'],
  ['/os/runtime/core/strings/ascii-case.ts', './strings.ts'],
  ['/os/runtime/core/strings/splice.ts', './strings.ts'],
  ['/os/runtime/core/strings/json-text.ts', './json-text.ts'],
  ['/os/runtime/core/strings/units.ts', './strings.ts'],
  ['/os/runtime/core/numbers/parse.ts', './decimal.ts'],
  ['/os/runtime/core/numbers/simple-decimal.ts', './decimal.ts'],
  ['/os/runtime/core/numbers/quick-text.ts', './quick-text.ts'],
  ['/os/runtime/core/conversion.ts', './conversion.ts'],
  ['/os/runtime/core/calls.ts', './calls.ts'],
  ['/os/runtime/collections/hash.ts', './hash.ts'],
  ['/os/runtime/collections/hash-index.ts', './hash-index.ts'],
  ['/os/runtime/core/objects/keys.ts', './properties.ts'],
  ['/os/runtime/core/objects/define.ts', './properties.ts'],
  ['/os/runtime/core/objects/plain-properties.ts', './properties.ts'],
  ['/os/runtime/object/internal.ts', './properties.ts'],
  ['/os/runtime/object/wrapper.ts', './wrapper.ts'],
  ['/os/runtime/date/clock.ts', './clock.ts'],
  ['/os/unsafe.ts', './unsafe.ts'],
];

const urls = DOUBLES.map(([end, file]) => [end, new URL(file, import.meta.url).href]);
const hook = `
const doubles = ${JSON.stringify(urls)};
export async function resolve(specifier, context, next) {
  if (specifier.startsWith('.') && context.parentURL?.startsWith('file:')) {
    const url = new URL(specifier, context.parentURL).href;
    const double = doubles.find(([end]) => url.endsWith(end));
    if (double !== undefined) return next(double[1], context);
  }
  return next(specifier, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

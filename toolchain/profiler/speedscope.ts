/**
 * A profile as a file for speedscope (https://www.speedscope.app), which other viewers read too. The format:
 * https://www.speedscope.app/file-format-schema.json
 */
import { REPORT_MARK } from '../pages/mark.ts';
import type { ProfiledFunction, Stack } from './call-tree.ts';

const SCHEMA = 'https://www.speedscope.app/file-format-schema.json';

/** The file's text. */
export function speedscopeText(name: string, stacks: readonly Stack[]): string {
  const frames: { name: string; file?: string; line?: number }[] = [];
  const indices = new Map<ProfiledFunction, number>();
  const frameOf = (fn: ProfiledFunction): number => {
    let index = indices.get(fn);
    if (index === undefined) {
      index =
        frames.push({
          name: fn.name,
          ...(fn.file !== '' && { file: fn.file }),
          ...(fn.line > 0 && { line: fn.line }),
        }) - 1;
      indices.set(fn, index);
    }
    return index;
  };
  const samples = stacks.map(({ functions }) => functions.map(frameOf));
  const weights = stacks.map(({ nanoseconds }) => nanoseconds);
  return JSON.stringify({
    $schema: SCHEMA,
    exporter: REPORT_MARK,
    name,
    activeProfileIndex: 0,
    shared: { frames },
    profiles: [
      {
        type: 'sampled',
        name,
        unit: 'nanoseconds',
        startValue: 0,
        endValue: weights.reduce((sum, weight) => sum + weight, 0),
        samples,
        weights,
      },
    ],
  });
}

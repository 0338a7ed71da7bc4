/** `importos size`: what in an image costs how much. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { Option } from 'commander';
import { readImageFiles } from '../../image/debug-file.ts';
import { measure } from '../../image/size/measure.ts';
import { sizeTable } from '../../image/size/table.ts';
import { sizeTree } from '../../image/size/tree.ts';
import type { Command } from '../command.ts';
import { imageFor } from '../image-for.ts';
import { OPTIONS, type OptionWords, parseCount } from '../options.ts';
import { checkReportPath } from '../output.ts';
import { formatSize } from '../size.ts';

const TOP_DEFAULT = 20;

/** The row of `importos size`. */
export const sizeCommand: Command = {
  name: 'size',
  operand: '[entry|image]',
  summary: 'show what in an image costs how much, by part, module and function',
  details:
    'Every byte belongs to one row, so the columns add up to the file and to the memory that it takes when it is ' +
    'loaded. Inlined code belongs to the function that it was written in, whatever function it was copied to; ' +
    'all copies of a function are one row. Functions whose code is the same are in an image once: "shared by". An image ' +
    'needs its .debug file beside it.',
  options: [
    OPTIONS.target,
    OPTIONS.debug,
    new Option('--top <count>', `how many modules and functions to list (default: ${TOP_DEFAULT})`).argParser(
      (word) => parseCount(word, 'a number of rows', '--top 50'),
    ),
    OPTIONS.html,
  ],
  async run({ operand, options }, context) {
    const words: OptionWords = options;
    const top = typeof options['top'] === 'number' ? options['top'] : TOP_DEFAULT;
    const html = words.html === undefined ? undefined : resolve(context.cwd, words.html);
    if (html !== undefined) checkReportPath(html, '--html');
    const found = await imageFor(operand, words, context);
    if (!found) return 1;
    const { image, debug } = readImageFiles(found.path);
    const report = measure(image, debug);
    context.out(sizeTable(report, top));
    if (html === undefined) return 0;
    const summary = `${formatSize(report.fileBytes)} in the file, ${formatSize(report.memoryBytes)} in memory`;
    // It loads TypeScript, which takes as long as all else.
    const { pageText } = await import('../../pages/page.ts');
    const name = basename(found.path);
    mkdirSync(dirname(html), { recursive: true });
    writeFileSync(html, pageText('treemap', `${name}: size`, { root: sizeTree(report, name), summary }));
    context.err(`treemap: ${words.html}\n`);
    return 0;
  },
};

/**
 * HTML pages that need nothing but themselves: style, program and data in one file, which opens without a network and
 * can be sent to somebody. The programs are in browser/, TypeScript for a browser; their types are taken off here.
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { repositoryFile } from '../targets/target.ts';
import { REPORT_MARK } from './mark.ts';

/** The pages there are: each has a program of this name in browser/. */
export type PageKind = 'treemap' | 'flame-graph';

/** The text of a page. `data` becomes JSON, which the program finds in the element `data`. */
export function pageText(kind: PageKind, title: string, data: unknown): string {
  return [
    `<!doctype html><!-- ${REPORT_MARK} -->`,
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeText(title)}</title>`,
    `<style>\n${readFileSync(repositoryFile('toolchain/pages/browser/page.css'), 'utf8')}</style>`,
    `<script type="application/json" id="data">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`,
    '<body></body>',
    `<script>\n${program(kind).replaceAll('</', '<\\/')}</script>`,
    '</html>',
    '',
  ].join('\n');
}

/** The files of a program, those that it imports first, as one script: imports and exports between them are left out. */
function program(kind: PageKind): string {
  const sources = ['page', kind].map((name) =>
    readFileSync(repositoryFile(`toolchain/pages/browser/${name}.ts`), 'utf8'),
  );
  const joined = sources.map((text) => text.replaceAll(/^import .*;$/gm, '').replaceAll(/^export /gm, ''));
  const { outputText } = ts.transpileModule(joined.join('\n'), {
    compilerOptions: { target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.None },
  });
  return `(() => {\n${outputText}})();\n`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

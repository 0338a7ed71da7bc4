/**
 * What ./importos starts: the command line, bundled. Where nothing can be kept (a directory that may not be written), Node translates the
 * files of TypeScript one by one, by tsx.
 */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundled } from './bundle.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

let main;
try {
  main = await bundled(root, 'toolchain/cli/main.ts', join(root, '.importos/toolchain'));
  process.setSourceMapsEnabled(true);
  process.env['IMPORTOS_BUNDLE'] = main;
} catch {
  // Else tsx would read the tsconfig.json of whatever directory we are in.
  process.env['TSX_TSCONFIG_PATH'] = join(root, 'toolchain/tsconfig.json');
  const { register } = await import('tsx/esm/api');
  register();
  main = join(root, 'toolchain/cli/main.ts');
}
await import(pathToFileURL(main).href);

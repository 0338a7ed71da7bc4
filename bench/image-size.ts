/**
 * How large images are, in bytes of the file. `npx tsx bench/image-size.ts`
 */
import { statSync } from 'node:fs';
import { formatSize } from '../toolchain/cli/size.ts';
import { buildExample } from './support/images.ts';
import { main } from './support/main.ts';
import { REFERENCES } from './support/reference.ts';
import { formatTable } from './support/table.ts';

const IMAGES = [
  { name: 'hello', reference: REFERENCES.helloImage },
  { name: 'http-hello', reference: REFERENCES.httpImage },
] as const;

await main(() => {
  const rows = IMAGES.map(({ name, reference: { budget, aim, others } }) => {
    const sizes = (['x86_64', 'linux'] as const).map((target) =>
      formatSize(statSync(buildExample(name, target)).size),
    );
    return [name, ...sizes, budget, aim, others];
  });
  return formatTable([['image', 'x86_64', 'linux', 'budget', 'aim', 'others'], ...rows]);
});

// What import() reaches is evaluated after what it imports, once, whoever asks first; awaits and failures spread to importers.
import { log } from './shared.ts';

log('main');
const waiting = await import('./waiting.ts');
log(waiting.value, Object.keys(waiting).join());
const one = await import('./left.ts');
const [two] = await Promise.all([import('./right.ts'), import('./left.ts')]);
log(one.name, two.name, one.other(), two.other());
for (const ask of [() => import('./broken-user.ts'), () => import('./broken.ts')]) {
  try {
    await ask();
  } catch (error) {
    log('failed:', (error as Error).message);
  }
}
const known = await import('./shared.ts');
log(known.log === log, known.count() > 3);
const { sep } = await import('node:events').then(() => ({ sep: '/' }));
log(sep);
async function lazily(): Promise<string> {
  const { default: answer, twice } = await import('./left.ts');
  return `${answer} ${twice(4)}`;
}
log(await lazily());
export {};

// try/catch/finally around await; errors before and after the first await; rethrow.
const log: string[] = [];
const fail = async (m: string, after = true): Promise<never> => {
  if (after) await null;
  throw new Error(m);
};
async function f(n: number): Promise<string> {
  try {
    log.push(`try${n}`);
    if (n === 1) await fail('one');
    if (n === 2) throw new Error('two');
    if (n === 3) return await fail('three', false);
    if (n === 4) return fail('four');
    return 'ok';
  } catch (e) {
    log.push(`catch ${(e as Error).message}`);
    if (n === 2) throw new Error('again');
    return `handled${n}`;
  } finally {
    await null;
    log.push(`finally${n}`);
  }
}
for (let n = 0; n < 5; n++) {
  try {
    console.log(await f(n));
  } catch (e) {
    console.log('outside', (e as Error).message);
  }
}
console.log(log.join());
const sync = (): string => {
  try {
    (async () => {
      throw new Error('never sync');
    })().catch(() => {});
    return 'no throw';
  } catch {
    return 'threw';
  }
};
console.log(sync());
const g = async ({ a }: { a: number }): Promise<number> => a;
console.log(await g(undefined as any).catch((e) => e instanceof TypeError));

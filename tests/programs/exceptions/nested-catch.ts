// try inside catch inside finally; the outer error survives an inner one that was handled.
const log: string[] = [];
function risky(n: number): string {
  try {
    log.push(`try${n}`);
    if (n > 0) throw new Error(`e${n}`);
    return 'ok';
  } catch (e) {
    try {
      if (n > 1) throw new Error('inner');
      return `handled ${(e as Error).message}`;
    } catch (e2) {
      log.push((e2 as Error).message);
      if (n > 2) throw e;
      return `recovered ${(e as Error).message}`;
    }
  } finally {
    try {
      throw new Error('in finally');
    } catch {
      log.push('cleanup');
    }
  }
}
for (let n = 0; n < 4; n++) {
  try {
    console.log(risky(n));
  } catch (e) {
    console.log('escaped', (e as Error).message);
  }
}
console.log(log.join());

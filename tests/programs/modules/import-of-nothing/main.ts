// `import()` of what isn't there rejects when it is reached, and not before.
async function outcome(load: () => Promise<unknown>): Promise<string> {
  try {
    await load();
    return 'loaded';
  } catch (error) {
    const { code, name, message } = error as NodeJS.ErrnoException;
    return `${name} ${code} ${message.startsWith('Cannot find')}`;
  }
}

console.log(await outcome(() => import('./there.ts')));
// @ts-expect-error: there is no such file
console.log(await outcome(() => import('./not-there.ts')));
// @ts-expect-error: there is no such package
console.log(await outcome(() => import('package-that-is-not-there')));
if (process.argv.length > 100) {
  // @ts-expect-error: there is no such file
  await import('../nor-this.js');
}
// @ts-expect-error: there is no such file
const pending = import('./not-there.ts');
pending.catch((error) => console.log('caught', error instanceof Error, error.code));
console.log('before');

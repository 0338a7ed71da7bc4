// A module that throws rejects its dynamic import, each time with the same error.
let first: unknown;
try {
  await import('./bad.ts');
} catch (error) {
  first = error;
}
console.log((first as Error).message);
try {
  await import('./bad.ts');
} catch (error) {
  console.log(error === first);
}

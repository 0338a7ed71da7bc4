// A switch has one scope for all its cases; closures in it share, and skipped initialisers leave the dead zone.
function f(n: number): string {
  switch (n) {
    case 0:
      let x = 'zero';
      return (() => x)();
    case 1:
      x = 'one';
      return x;
    default:
      return 'other';
  }
}
for (const n of [0, 1, 2]) {
  try {
    console.log(f(n));
  } catch (error) {
    console.log((error as Error).name);
  }
}

// Modules are strict: no `this`, top-level names are not properties of the global object.
export {};
var leaked = 1;
function declared(): number {
  return leaked;
}
console.log(
  typeof (globalThis as Record<string, unknown>)['leaked'],
  typeof (globalThis as Record<string, unknown>)['declared'],
);
console.log(declared(), this === undefined);
try {
  (function (this: unknown) {
    (this as { x: number }).x = 1;
  }).call(undefined);
} catch (error) {
  console.log((error as Error).name);
}

// A rejection handled before the microtasks run dry is not unhandled.
const p = Promise.reject(new Error('late'));
queueMicrotask(() => p.catch((e) => console.log('handled', e.message)));
const q = Promise.reject(new Error('awaited'));
await null;
try {
  await q;
} catch (e) {
  console.log('caught', (e as Error).message);
}
process.on('unhandledRejection', (e) => {
  console.log('unhandled', (e as Error).message);
});
Promise.reject(new Error('nobody'));
Promise.reject(new Error('chain'))
  .then(() => 1)
  .finally(() => console.log('finally'));
await new Promise((r) => setTimeout(r, 1));
console.log('still here');

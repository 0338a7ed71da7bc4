// A promise settles once; resolving with itself fails; executors that throw reject.
const p = new Promise<number>((resolve, reject) => {
  resolve(1);
  resolve(2);
  reject(new Error('late'));
  throw new Error('ignored');
});
console.log(
  await p,
  await new Promise((_, r) => r('reason')).catch((x) => `caught ${x}`),
  await new Promise(() => {
    throw 'thrown';
  }).catch((x) => x),
);
let self!: (v: any) => void;
const q = new Promise((r) => {
  self = r;
});
self(q);
try {
  await q;
} catch (e) {
  console.log((e as Error).name);
}
for (const f of [
  () => new Promise(undefined as any),
  () => (Promise as any)(() => {}),
  () => new Promise({} as any),
]) {
  try {
    f();
  } catch (e) {
    console.log((e as Error).name);
  }
}
const inner = Promise.resolve(5);
console.log(
  Promise.resolve(inner) === inner,
  (await Promise.resolve(inner)) + 1,
  inner.then() !== inner,
  await inner.then(undefined),
  await inner.then(5 as any),
  await Promise.reject(7).then(
    () => 0,
    (x) => x + 1,
  ),
);
let r!: (v: Promise<string>) => void;
const locked = new Promise<string>((res) => {
  r = res as any;
});
r(new Promise((res) => setTimeout(res, 1, 'inner')));
(r as any)('ignored');
console.log(await locked);

// return, break and continue through finally blocks that await.
async function f(): Promise<string> {
  const out: string[] = [];
  for (const i of [1, 2, 3, 4]) {
    try {
      if (i === 1) continue;
      if (i === 3) break;
      await null;
      out.push(`b${i}`);
    } finally {
      await null;
      out.push(`f${i}`);
    }
  }
  try {
    return out.join();
  } finally {
    await null;
    out.push('late');
    console.log(out.length);
  }
}
console.log(await f());
const g = async (): Promise<number> => {
  try {
    return await Promise.reject(1);
  } catch {
    return 2;
  } finally {
    await null;
  }
};
console.log(await g());
const h = async (): Promise<number> => {
  try {
    throw 1;
  } finally {
    return 3;
  }
};
console.log(await h());
const k = async (): Promise<void> => {
  try {
    await Promise.reject(new Error('first'));
  } finally {
    await Promise.reject(new Error('second'));
  }
};
await k().catch((e) => console.log(e.message));
const v = await (async () => {
  let x = 1;
  try {
    return x;
  } finally {
    x = 2;
    await null;
  }
})();
console.log(v);

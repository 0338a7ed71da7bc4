// Five sorting algorithms agree with each other and with Array.prototype.sort.
let seed = 12345;
const rand = (): number => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) >>> 8;
const swap = (a: number[], i: number, j: number): void => {
  const t = a[i]!;
  a[i] = a[j]!;
  a[j] = t;
};
function bubble(a: number[]): number[] {
  for (let i = a.length; i > 1; i--) {
    let moved = false;
    for (let j = 1; j < i; j++)
      if (a[j - 1]! > a[j]!) {
        swap(a, j - 1, j);
        moved = true;
      }
    if (!moved) break;
  }
  return a;
}
function insertion(a: number[]): number[] {
  for (let i = 1; i < a.length; i++) {
    const x = a[i]!;
    let j = i;
    while (j > 0 && a[j - 1]! > x) {
      a[j] = a[j - 1]!;
      j--;
    }
    a[j] = x;
  }
  return a;
}
function quick(a: number[], lo = 0, hi = a.length - 1): number[] {
  if (lo < hi) {
    const p = a[(lo + hi) >> 1]!;
    let i = lo,
      j = hi;
    while (i <= j) {
      while (a[i]! < p) i++;
      while (a[j]! > p) j--;
      if (i <= j) swap(a, i++, j--);
    }
    quick(a, lo, j);
    quick(a, i, hi);
  }
  return a;
}
function merge(a: number[]): number[] {
  if (a.length < 2) return a;
  const m = a.length >> 1;
  const l = merge(a.slice(0, m)),
    r = merge(a.slice(m));
  const out: number[] = [];
  let i = 0,
    j = 0;
  while (i < l.length && j < r.length) out.push(l[i]! <= r[j]! ? l[i++]! : r[j++]!);
  return out.concat(l.slice(i), r.slice(j));
}
function heap(a: number[]): number[] {
  const sift = (i: number, n: number): void => {
    for (;;) {
      let c = 2 * i + 1;
      if (c >= n) return;
      if (c + 1 < n && a[c + 1]! > a[c]!) c++;
      if (a[i]! >= a[c]!) return;
      swap(a, i, c);
      i = c;
    }
  };
  for (let i = a.length >> 1; i >= 0; i--) sift(i, a.length);
  for (let n = a.length - 1; n > 0; n--) {
    swap(a, 0, n);
    sift(0, n);
  }
  return a;
}
const input = Array.from({ length: 500 }, () => (rand() % 1000) - 500);
const expected = [...input].sort((a, b) => a - b).join();
for (const f of [bubble, insertion, quick, merge, heap])
  console.log(f.name, f([...input]).join() === expected);
console.log(quick([]).length, merge([1]).join(), heap([2, 1]).join(), expected.slice(0, 40));

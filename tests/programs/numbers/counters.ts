// Integers that nothing bounds, held as integers: as exact as doubles, and doubles where they aren't integers any more.
function down(n: number): number {
  return n === 0 ? 0 : 1 + down(n - 1);
}
function below(n: number, depth: number): number {
  return depth === 0 ? n : below(n - 1, depth - 1);
}
console.log(down(50), below(3, 10), below(-2147483640, 20), below(0, 0));

let up = 2147483640;
while (up < 2147483660) up++;
console.log(up, up | 0, up >>> 0, up % 10, up / 2, -up, up * 2, up & 0xff, up << 1, up >> 1, up ^ 1, ~up);
let big = 4294967290;
for (let i = 0; i < 10; i++) big += 1;
console.log(big, big | 0, big >>> 0, big.toString(16), `${big}`, [big], { big });

class Counter {
  count = 0;
  low = 0;
  #hidden = -1;
  step(by: number): number {
    this.count++;
    this.low -= 2;
    this.#hidden += 1;
    return this.#hidden * by;
  }
}
const counter = new Counter();
for (let i = 0; i < 5; i++) console.log(counter.step(i - 2), Object.is(counter.step(0), -0));
console.log(counter, JSON.stringify(counter), Object.entries(counter), counter['count']);
counter.count = 0.5;
counter.low = -0;
counter.step(1);
console.log(counter.count, Object.is(counter.low, -2), 1 / (counter.low + 2));

// The last integers that doubles tell apart.
let safe = Number.MAX_SAFE_INTEGER - 2;
for (let i = 0; i < 6; i++) {
  console.log(safe, safe === Number.MAX_SAFE_INTEGER + 1, safe % 2);
  safe++;
}
let least = Number.MIN_SAFE_INTEGER + 1;
for (let i = 0; i < 4; i++) least--;
console.log(least, 2 ** 53 - 2 ** 33 + 1, 4503599627370496 + up);
let near = 2 ** 52;
for (let i = 0; i < 3; i++) near += 8;
console.log(near, near > 2 ** 52, near < 2 ** 53);
let step = 9007190338224415;
for (let i = 0; i < 4; i++) step++;
console.log(step, step > 9007190338224417, step === 9007190338224419);

// Indices that are no int32.
const list = [10, 20, 30];
let index = -3;
const read: unknown[] = [];
for (; index !== 5; index++) read.push(list[index]);
console.log(read);
for (let far = 4294967294; far !== 4294967299; far++) console.log(list[far], 'abc'[far], 'abc'.charCodeAt(far - 4294967296));
let place = 2;
const grow: number[] = [];
const put = (n: number): void => {
  if (n !== 0) {
    grow[place] = n;
    place--;
    put(n - 1);
  }
};
put(5);
console.log(grow, Object.keys(grow), place);
const bytes = new Uint8Array(4);
for (let at = -2; at !== 6; at++) bytes[at] = at;
console.log(bytes, Math.max(up, 3), Math.min(up, big), Math.abs(least), Math.floor(up), Math.trunc(-big));
console.log([up, big, 1.5].sort(), new Set([up, up + 0]).size, new Map([[big, 'big']]).get(4294967300), up === big, up < big);
switch (up) {
  case 2147483660:
    console.log('found');
    break;
  default:
    console.log('lost');
}

// In fields, read by who knows nothing of them.
class Ledger {
  sum = -2147483649;
  most = 4294967297;
  spend(amount: number): void {
    this.sum -= amount;
    this.most += amount;
  }
}
const ledger = new Ledger();
ledger.spend(1000);
console.log(JSON.stringify(ledger), Object.values(ledger), { ...ledger }, ledger);
for (const key in ledger) console.log(key, (ledger as unknown as Record<string, number>)[key]);
console.log(Object.entries(ledger).join(), Object.getOwnPropertyDescriptor(ledger, 'sum')?.value);

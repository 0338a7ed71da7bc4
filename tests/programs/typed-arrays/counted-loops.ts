// Loops over typed arrays by their length, in steps, beyond the end and with what is no int32.
const any = (value: unknown): any => value;
const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i * 31);
const target = new Uint8Array(900);
for (let i = 0; i < 1000; i++) target[i] = bytes[i]!;
console.log(target.join('').length, target[899], target[900]);
let sum = 0;
for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i]! << 8) | bytes[i + 1]!;
for (let i = 1; i < bytes.length; i += 3) sum += (bytes[i]! << 8) | bytes[i + 1]!;
console.log(sum);
let lines = 0;
for (let i = 0; i < bytes.length; i++) if (bytes[i] === 10) lines++;
for (let i = bytes.length; i > 0; i--) if (bytes[i] === undefined) lines += 100;
console.log(lines);
const equal = (a: Uint8Array, b: Uint8Array): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};
console.log(equal(bytes, bytes.slice()), equal(bytes, target), equal(target, bytes), equal(new Uint8Array(0), target));
const doubles = new Float64Array(4);
for (let i = -2; i < 6; i++) doubles[i] = i / 3;
for (const at of [1.5, -1, 2 ** 31, 2 ** 32, NaN, -0]) doubles[at] = 77;
console.log(doubles.join());
const log: string[] = [];
const loud = (name: string): any => ({ valueOf: () => (log.push(name), 5) });
const small = new Int16Array(2);
small[0] = loud('inside');
small[9] = loud('outside');
any(small)['-0'] = loud('no index');
console.log(small.join(), log.join());
try {
  small[5] = any(Symbol('x'));
} catch (e) {
  console.log(String(e));
}
try {
  small[5] = any(1n);
} catch (e) {
  console.log(String(e));
}
const clamped = new Uint8ClampedArray(3);
for (let i = 0; i < clamped.length + 2; i++) clamped[i] = 254.5 + i;
console.log(clamped.join());
class Odd extends Uint8Array {
  get half(): number {
    return this.length / 2;
  }
}
console.log(new Odd(6).length, new Odd(6).half);

// What a comparison says of a number holds on its path only, and only while nobody assigns.
function count(from: number, to: number, step: number): string {
  let text = '';
  let guard = 0;
  for (let i = from; i < to && guard < 6; i += step, guard++) text += `${i} `;
  return text;
}
console.log(count(0, 3, 1), '|', count(2147483645, 2147483649, 1), '|', count(-2147483649, -2147483646, 1));
console.log(count(0, Number.NaN, 1), '|', count(Number.NaN, 4, 1), '|', count(0.5, 3, 0.75), '|', count(-0, 2, 1));

function down(from: number, to: number): string {
  let text = '';
  for (let i = from; i >= to; i--) text += `${i} `;
  return text;
}
console.log(down(3, 0), '|', down(-2147483646, -2147483649), '|', down(0, Number.NaN));

// The right side assigns the variable that the left side read.
function assigned(a: number): string {
  let i = a;
  if (i < (i = 1000)) return `below ${i + 1}`;
  return `not below ${i + 1}`;
}
console.log(assigned(5), assigned(5000));

// The limit changes while the loop runs.
function moving(limit: number): number {
  let end = limit;
  let steps = 0;
  for (let i = 0; i < end; i++) {
    steps++;
    if (i === 2) end = i + 4.5;
    if (steps > 20) break;
  }
  return steps * 100 + end;
}
console.log(moving(3), moving(10));

// Behind the comparison both ways of it meet.
function clamp(x: number, low: number, high: number): number {
  if (x < low) x = low;
  else if (x > high) x = high;
  return x + 0.5;
}
console.log(clamp(1, 2, 3), clamp(2.25, 2, 3), clamp(9, 2, 3), clamp(Number.NaN, 2, 3));

// Not a number on either side.
const odd: unknown[] = [undefined, null, '7', true, 7n, { valueOf: () => 7 }];
for (const value of odd) {
  const x = value as number;
  const below = x < 8 ? `${typeof x} below` : `${typeof x} not below`;
  const above = 6 > x ? 'above' : 'not above';
  console.log(below, above);
}

// Sums and differences of integers, brought back to 32 bits.
const big = [2147483647, -2147483648, 1, -1, 0];
for (const a of big) console.log(big.map((b) => [(a + b) | 0, (a - b) | 0, (a + b) >>> 0].join()).join(' '));

// An error passes many frames, with finally blocks run innermost first.
const order: number[] = [];
function down(n: number): number {
  try {
    if (n === 0) throw new RangeError('bottom');
    return down(n - 1) + 1;
  } finally {
    if (n % 100 === 0) order.push(n);
  }
}
try {
  down(500);
} catch (e) {
  console.log((e as Error).message, order.join());
}
function pass(n: number): number {
  return n === 0 ? thrower() : pass(n - 1) + 1;
}
function thrower(): number {
  throw 'from below';
}
let caught = 0;
for (let i = 0; i < 100; i++) {
  try {
    pass(50);
  } catch {
    caught++;
  }
}
console.log(caught);

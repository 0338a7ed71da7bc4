// Plain, mutual, and recursion through a variable.
const fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2));
function ackermann(m: number, n: number): number {
  return m === 0 ? n + 1 : n === 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}
function hanoi(n: number, a: string, b: string, c: string, move: (from: string, to: string) => void): void {
  if (n === 0) return;
  hanoi(n - 1, a, c, b, move);
  move(a, c);
  hanoi(n - 1, b, a, c, move);
}
const moves: string[] = [];
hanoi(3, 'A', 'B', 'C', (from, to) => moves.push(from + to));
const depth = (n: number): number => (n === 0 ? 0 : 1 + depth(n - 1));
console.log(fib(20), ackermann(2, 5), moves.join(' '), depth(5000));

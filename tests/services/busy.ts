/** Keeps a processor busy in functions of known names, for tests of profilers. */
class Towers {
  moves = 0;

  move(disks: number, from: number, to: number): void {
    if (disks === 0) return;
    this.move(disks - 1, from, 3 - from - to);
    this.moves++;
    this.move(disks - 1, 3 - from - to, to);
  }
}

function fibonacci(n: number): number {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

function work(): number {
  const towers = new Towers();
  towers.move(22, 0, 2);
  return fibonacci(36) + towers.moves;
}

console.log(work());

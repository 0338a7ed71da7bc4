// The Mandelbrot set in characters.
const chars = ' .:-=+*#%@';
const rows: string[] = [];
let total = 0;
for (let y = -12; y <= 12; y++) {
  let row = '';
  for (let x = -40; x <= 20; x++) {
    const cr = x / 20,
      ci = y / 10;
    let zr = 0,
      zi = 0,
      n = 0;
    while (n < 100 && zr * zr + zi * zi < 4) {
      const t = zr * zr - zi * zi + cr;
      zi = 2 * zr * zi + ci;
      zr = t;
      n++;
    }
    total += n;
    row += chars[n === 100 ? 9 : n % 9];
  }
  rows.push(row.trimEnd());
}
console.log(rows.join('\n'));
console.log(total);

// Stores right behind the last element, and reads from arrays that may be missing.
class Grid {
  readonly rows: (number[] | undefined)[] = [];
  at(x: number, y: number): number | undefined {
    return this.rows[y]![x];
  }
  put(x: number, y: number, value: number): void {
    this.rows[y] ??= [];
    this.rows[y]![x] = value;
  }
}
const grid = new Grid();
for (let y = 0; y < 3; y++) for (let x = 0; x < 20; x++) grid.put(x, y, x * y);
console.log(grid.at(19, 2), grid.at(0, 0), grid.at(20, 1), grid.at(1.5, 1), grid.at(-1, 1));
for (const action of [() => grid.at(0, 9), () => grid.rows[7]![0] = 1]) {
  try {
    console.log(action());
  } catch (error) {
    console.log(String(error));
  }
}
const doubles = [0.5];
for (let i = 0; i < 40; i++) doubles[doubles.length] = i / 4;
const texts: string[] = [];
for (let i = 0; i < 40; i++) texts[texts.length] = `t${i}`;
console.log(doubles.length, doubles[40], texts.length, texts[39]);
let index: number | undefined;
console.log(texts[index!], ([1, 2] as Record<string, unknown> & number[])['undefined']);
doubles[2.5] = 1;
doubles[index!] = 2;
console.log(doubles.length, Object.keys(doubles).slice(-2));

// Prototypes with indices of their own.
const fresh = [1];
Object.defineProperty(Array.prototype, 'extra', { value: 1, configurable: true, writable: true });
fresh[1] = 2;
console.log(fresh.length, (fresh as unknown as { extra: number }).extra);
(Array.prototype as unknown as string[])[4] = 'inherited';
fresh[2] = 3;
fresh.push(4);
console.log(fresh[4], fresh.length);
fresh.push(5);
console.log(fresh[4], fresh.length, Object.hasOwn(fresh, 4));
Array.prototype.length = 0;

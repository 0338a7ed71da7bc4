// Arrays that change while a loop goes over them: by writes behind the end, by accessors on the way, through another name, in a handler.
function sum(list: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < list.length; i++) total += list[i] as number;
  return total;
}
function fillUp(list: number[], to: number): number {
  let seen = 0;
  for (let i = 0; i < to; i++) {
    list[i] = i * 2;
    seen += list.length;
  }
  return seen;
}
function copyShifted(from: number[], to: number[]): void {
  for (let i = 0; i < from.length && i < 40; i++) to[i + 1] = from[i] as number;
}
const empty: number[] = [];
console.log(fillUp(empty, 20), empty.length, sum(empty));
const same = [1, 2, 3];
copyShifted(same, same);
console.log(same.length, same.join());
const grown: number[] = [];
copyShifted([5, 6, 7], grown);
console.log(grown, 0 in grown);

class Board {
  cells: number[] = [1, 2, 3];
  #hidden: boolean[] = [true, false, true, true];
  count(): number {
    let count = 0;
    for (let i = 0; i < this.#hidden.length; i++) if (this.#hidden[i]) count += this.cells[i % 3] as number;
    return count;
  }
  replace(n: number): number {
    let total = 0;
    for (let i = 0; i < n; i++) {
      total += this.cells[i] as number;
      if (i === 1) this.cells = [10, 20, 30, 40];
    }
    return total;
  }
  write(n: number): string {
    for (let i = 0; i < n; i++) this.cells[i] = i;
    return this.cells.join();
  }
}
const board = new Board();
console.log(board.count(), board.replace(4), board.cells, board.count(), board.write(7));

// An accessor behind the end, and that changes the array under the loop.
const short: number[] = [1, 2, 3, 4];
Object.setPrototypeOf(short, {
  __proto__: Array.prototype,
  get 4() {
    short.length = 5;
    short.push(60);
    board.cells = [7];
    return 100;
  },
  set 4(_value: number) {},
  set 7(value: number) {
    short.length = 3;
    board.cells = [value];
  },
});
let trace = '';
for (let i = 0; i <= short.length && i < 9; i++) trace += `${short[i]}/${short.length} `;
console.log(trace, board.cells);
function lengths(list: readonly number[]): number {
  let all = 0;
  for (let i = 0; i < 6; i++) {
    if (list[i] === 100) all += 7;
    all = all * 10 + list.length;
  }
  return all;
}
short.length = 4;
console.log(lengths(short));
function store(list: number[]): number {
  let all = 0;
  for (let i = 0; i < 9; i++) {
    list[i] = i;
    all = all * 10 + list.length;
  }
  return all;
}
console.log(store(short), short.join(), board.cells);

// Frozen and shortened on the way of an exception.
const frozen: readonly number[] = Object.freeze([1, 2, 3]);
function tryAll(list: number[]): string {
  let text = '';
  for (let i = 0; i < 5; i++) {
    try {
      list[i] = 9;
      text += 'w';
    } catch (error) {
      text += (error as Error).constructor.name[0];
      if (i === 1) list = [0];
    }
  }
  return text + list.join();
}
console.log(tryAll(frozen as number[]), tryAll([]), frozen);

// Two loops, one in the other; a row that is another one each time.
const rows = [[1, 2], [3], [], [4, 5, 6]];
function grid(): number {
  let total = 0;
  for (let y = 0; y < rows.length; y++) {
    const row = rows[y] as number[];
    for (let x = 0; x <= row.length && x < 8; x++) {
      if (x === row.length && y === 1) row[x] = 50;
      total = total * 2 + ((row[x] as number | undefined) ?? -1);
    }
  }
  return total;
}
console.log(grid(), rows);
let held = [1, 2, 3];
function swapHeld(): number {
  let total = 0;
  for (let i = 0; i < held.length; i++) {
    total += held[i] as number;
    if (total === 3) held = [100, 200, 300, 400];
  }
  return total;
}
console.log(swapHeld(), sum([]), sum([1.5, 2.5]));
const matrix = Array.from({ length: 8 }, (_, y) => Array.from({ length: 8 }, (_unused, x) => y * x - 3));
function product(a: number[][], b: number[][]): number[][] {
  const out: number[][] = [];
  for (let y = 0; y < a.length; y++) {
    const row = a[y] as number[];
    const made: number[] = [];
    for (let x = 0; x < row.length; x++) {
      let total = 0;
      for (let k = 0; k < row.length; k++) total += (row[k] as number) * ((b[k] as number[])[x] as number);
      made[x] = total;
    }
    out[y] = made;
  }
  return out;
}
console.log(product(matrix, matrix).map((row) => row.join()).join('\n'));

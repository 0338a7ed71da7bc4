// splice with negative, missing and too large arguments; toSpliced leaves the original (ECMA-262 23.1.3.31).
const show = (...args: any[]): void => {
  const a = [0, 1, 2, 3, 4];
  const r = (a.splice as any)(...args);
  console.log(`${JSON.stringify(r)} ${JSON.stringify(a)}`);
};
show();
show(1);
show(1, 2);
show(-2);
show(-2, 1, 'a', 'b');
show(10, 1, 'end');
show(1, -1, 'ins');
show(1, undefined, 'u');
show(undefined);
show(0, 99);
show(2, 0, [9]);
show(-99, 1);
show(1.9, '1');
const a = [1, 2, 3];
console.log(a.toSpliced(1, 1, 9, 9).join(), a.toSpliced(0).length, a.join());
const h: any[] = [1, , 3, , 5];
const r = h.splice(1, 2);
console.log(0 in r, r.length, 2 in h, h.length);

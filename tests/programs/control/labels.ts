// Labels: break and continue to an outer loop, break out of a block.
const out: string[] = [];
outer: for (let i = 0; i < 4; i++) {
  for (let j = 0; j < 4; j++) {
    if (j === 2) continue outer;
    if (i === 2) break outer;
    out.push(`${i}${j}`);
  }
}
console.log(out.join());
block: {
  out.push('in');
  if (out.length) break block;
  out.push('never');
}
a: b: for (const x of [1, 2, 3]) {
  do {
    if (x === 2) continue b;
    if (x === 3) break a;
    out.push(`x${x}`);
  } while (false);
}
sw: switch (1 as number) {
  case 1:
    for (;;) break sw;
  default:
    out.push('never');
}
let n = 0;
again: while (true) {
  n++;
  try {
    if (n < 3) continue again;
    break again;
  } finally {
    out.push(`f${n}`);
  }
}
console.log(out.slice(-5).join());

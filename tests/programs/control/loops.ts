// while, do-while, for with missing parts, empty bodies, continue in each.
let i = 0;
const out: (number | string)[] = [];
while (i < 10) {
  i++;
  if (i % 2) continue;
  if (i > 6) break;
  out.push(i);
}
do {
  i--;
  if (i === 3) continue;
  if (i < 2) break;
} while (i > 0);
out.push(i);
for (;;) {
  if (++i > 5) break;
}
for (; i < 8; ) i++;
for (let j = 0; j < 3; out.push(j++));
for (let k = 10, step = 3; k > 0; k -= step, step++) out.push(`k${k}`);
for (let x = 0.1; x < 0.5; x += 0.1) out.push(x);
do out.push('once');
while (false);
console.log(out.join(), i);
for (let b = 250; b < 256; b++) if ((b & 0xff) === 255) console.log('stop', b);

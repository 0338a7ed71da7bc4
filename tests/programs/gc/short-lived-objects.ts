// 3 million small objects, of which a ring of 1,000 is kept.
interface P {
  x: number;
  y: number;
  prev: number;
}
const ring: P[] = new Array(1000);
let s = 0;
for (let i = 0; i < 3_000_000; i++) {
  const p = { x: i, y: i * 0.5, prev: s & 7 };
  s = (s + p.x + p.prev) | 0;
  if (i % 100 === 0) ring[(i / 100) % 1000] = p;
}
let check = 0;
for (const p of ring) check += p.x + p.y;
console.log(s, check);

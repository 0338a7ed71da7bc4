// Deeply nested loops with early exits and computed bounds: primes and pythagorean triples.
const primes: number[] = [];
next: for (let n = 2; primes.length < 15; n++) {
  for (const p of primes) {
    if (p * p > n) break;
    if (n % p === 0) continue next;
  }
  primes.push(n);
}
console.log(primes.join());
const triples: string[] = [];
search: for (let c = 1; ; c++)
  for (let b = 1; b < c; b++)
    for (let a = 1; a <= b; a++) {
      if (a * a + b * b === c * c) {
        triples.push(`${a}-${b}-${c}`);
        if (triples.length === 4) break search;
      }
    }
console.log(triples.join(' '));

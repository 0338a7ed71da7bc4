// Instances with many fields of different kinds, updated in a loop.
class Particle {
  x = 0;
  y = 0.5;
  vx = 1;
  vy = -0.25;
  name = 'p';
  alive = true;
  tag: string | null = null;
  hits: number | undefined;
  trail: number[] = [];
  next: Particle | null = null;
  step(): void {
    this.x += this.vx;
    this.y += this.vy;
    if (this.y < -1) this.alive = false;
    if (this.x > 3) this.tag ??= `far${this.x}`;
    this.hits = (this.hits ?? 0) + 1;
    this.trail.push(this.x);
  }
}
const ps = [new Particle(), new Particle()];
ps[0]!.next = ps[1]!;
for (let i = 0; i < 8; i++) {
  ps[0]!.step();
  if (i % 2) ps[0]!.next!.step();
}
for (const p of ps) console.log(p.x, p.y, p.alive, p.tag, p.hits, p.trail.join(''), p.next === null);

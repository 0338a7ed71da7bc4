/**
 * Bounce: a hundred balls in a box, fifty steps; counts how often one meets a wall.
 *
 * The problem is from the SOM benchmarks, as are-we-fast-yet states it; the text is ours.
 */
import { repeated } from './benchmark.ts';
import { Random } from './random.ts';

const SIDE = 500;
const BALLS = 100;
const STEPS = 50;

class Ball {
  private x: number;
  private y: number;
  private xVelocity: number;
  private yVelocity: number;

  constructor(random: Random) {
    this.x = random.next() % SIDE;
    this.y = random.next() % SIDE;
    this.xVelocity = (random.next() % 300) - 150;
    this.yVelocity = (random.next() % 300) - 150;
  }

  /** Moves by one step; whether it met a wall. */
  bounce(): boolean {
    let bounced = false;
    this.x += this.xVelocity;
    this.y += this.yVelocity;
    if (this.x > SIDE) {
      this.x = SIDE;
      this.xVelocity = -Math.abs(this.xVelocity);
      bounced = true;
    }
    if (this.x < 0) {
      this.x = 0;
      this.xVelocity = Math.abs(this.xVelocity);
      bounced = true;
    }
    if (this.y > SIDE) {
      this.y = SIDE;
      this.yVelocity = -Math.abs(this.yVelocity);
      bounced = true;
    }
    if (this.y < 0) {
      this.y = 0;
      this.yVelocity = Math.abs(this.yVelocity);
      bounced = true;
    }
    return bounced;
  }
}

function countBounces(): number {
  const random = new Random();
  const balls = Array.from({ length: BALLS }, () => new Ball(random));
  let bounces = 0;
  for (let step = 0; step < STEPS; step++) {
    for (const ball of balls) {
      if (ball.bounce()) bounces++;
    }
  }
  return bounces;
}

export const bounce = repeated('Bounce', () => countBounces() === 1331);

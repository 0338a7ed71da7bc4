/**
 * NBody: the sun and the four large planets under gravity; the energy after so many steps.
 *
 * The problem and its data are from the Computer Language Benchmarks Game, as are-we-fast-yet states it; the text is ours.
 */
import { sized } from './benchmark.ts';

const SOLAR_MASS = 4 * Math.PI * Math.PI;
const DAYS_PER_YEAR = 365.24;
const STEP_YEARS = 0.01;

type Vector = readonly [x: number, y: number, z: number];

/** Units: astronomical units, years, solar masses times 4π². */
class Body {
  x: number;
  y: number;
  z: number;
  vx: number;
  vy: number;
  vz: number;
  readonly mass: number;

  constructor([x, y, z]: Vector, velocityPerDay: Vector, solarMasses: number) {
    const [vx, vy, vz] = velocityPerDay;
    this.x = x;
    this.y = y;
    this.z = z;
    this.vx = vx * DAYS_PER_YEAR;
    this.vy = vy * DAYS_PER_YEAR;
    this.vz = vz * DAYS_PER_YEAR;
    this.mass = solarMasses * SOLAR_MASS;
  }
}

function sun(): Body {
  return new Body([0, 0, 0], [0, 0, 0], 1);
}

function planets(): Body[] {
  const jupiter = new Body(
    [4.841431442464721, -1.1603200440274284, -0.10362204447112311],
    [0.001660076642744037, 0.007699011184197404, -0.0000690460016972063],
    0.0009547919384243266,
  );
  const saturn = new Body(
    [8.34336671824458, 4.124798564124305, -0.4035234171143214],
    [-0.002767425107268624, 0.004998528012349172, 0.000023041729757376393],
    0.0002858859806661308,
  );
  const uranus = new Body(
    [12.894369562139131, -15.111151401698631, -0.22330757889265573],
    [0.002964601375647616, 0.0023784717395948095, -0.000029658956854023756],
    0.00004366244043351563,
  );
  const neptune = new Body(
    [15.379697114850917, -25.919314609987964, 0.17925877295037118],
    [0.0026806777249038932, 0.001628241700382423, -0.00009515922545197159],
    0.000051513890204661145,
  );
  return [jupiter, saturn, uranus, neptune];
}

function distance(a: Body, b: Body): number {
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  const dz = a.z - b.z;
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

class SolarSystem {
  readonly #bodies: readonly Body[];

  /** The sun moves such that the whole stands still. */
  constructor() {
    const centre = sun();
    this.#bodies = [centre, ...planets()];
    let px = 0;
    let py = 0;
    let pz = 0;
    for (const { vx, vy, vz, mass } of this.#bodies) {
      px += vx * mass;
      py += vy * mass;
      pz += vz * mass;
    }
    centre.vx = -px / SOLAR_MASS;
    centre.vy = -py / SOLAR_MASS;
    centre.vz = -pz / SOLAR_MASS;
  }

  advance(dt: number): void {
    const bodies = this.#bodies;
    for (let i = 0; i < bodies.length; i++) {
      const a = bodies[i];
      for (let j = i + 1; j < bodies.length; j++) {
        const b = bodies[j];
        const dx = a.x - b.x;
        const dy = a.y - b.y;
        const dz = a.z - b.z;
        const squared = dx * dx + dy * dy + dz * dz;
        const magnitude = dt / (squared * Math.sqrt(squared));
        a.vx -= dx * b.mass * magnitude;
        a.vy -= dy * b.mass * magnitude;
        a.vz -= dz * b.mass * magnitude;
        b.vx += dx * a.mass * magnitude;
        b.vy += dy * a.mass * magnitude;
        b.vz += dz * a.mass * magnitude;
      }
    }
    for (const body of bodies) {
      body.x += dt * body.vx;
      body.y += dt * body.vy;
      body.z += dt * body.vz;
    }
  }

  energy(): number {
    let energy = 0;
    for (const [i, a] of this.#bodies.entries()) {
      energy += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
      for (const b of this.#bodies.slice(i + 1)) {
        energy -= (a.mass * b.mass) / distance(a, b);
      }
    }
    return energy;
  }
}

function energyAfter(steps: number): number {
  const system = new SolarSystem();
  for (let step = 0; step < steps; step++) system.advance(STEP_YEARS);
  return system.energy();
}

const EXPECTED = new Map([
  [1, -0.16907495402506745],
  [250_000, -0.1690859889909308],
]);

export const nbody = sized('NBody', energyAfter, EXPECTED);

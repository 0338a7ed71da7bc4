/* What ../nbody.ts does, in C. */
#include <math.h>
#include "harness.h"

#define PI 3.141592653589793
#define SOLAR_MASS (4 * PI * PI)
#define DAYS_PER_YEAR 365.24

enum { BODIES = 5 };

struct body {
  double x, y, z, vx, vy, vz, mass;
};

/* The sun, Jupiter, Saturn, Uranus, Neptune; velocities a day, masses in suns. */
static const struct body START[BODIES] = {
    {0, 0, 0, 0, 0, 0, 1},
    {4.841431442464721, -1.1603200440274284, -0.10362204447112311, 0.001660076642744037,
     0.007699011184197404, -0.0000690460016972063, 0.0009547919384243266},
    {8.34336671824458, 4.124798564124305, -0.4035234171143214, -0.002767425107268624,
     0.004998528012349172, 0.000023041729757376393, 0.0002858859806661308},
    {12.894369562139131, -15.111151401698631, -0.22330757889265573, 0.002964601375647616,
     0.0023784717395948095, -0.000029658956854023756, 0.00004366244043351563},
    {15.379697114850917, -25.919314609987964, 0.17925877295037118, 0.0026806777249038932,
     0.001628241700382423, -0.00009515922545197159, 0.000051513890204661145},
};

static void create(struct body *bodies) {
  double px = 0, py = 0, pz = 0;
  for (int i = 0; i < BODIES; i++) {
    struct body *b = &bodies[i];
    *b = START[i];
    b->vx *= DAYS_PER_YEAR;
    b->vy *= DAYS_PER_YEAR;
    b->vz *= DAYS_PER_YEAR;
    b->mass *= SOLAR_MASS;
    px += b->vx * b->mass;
    py += b->vy * b->mass;
    pz += b->vz * b->mass;
  }
  bodies[0].vx = -px / SOLAR_MASS;
  bodies[0].vy = -py / SOLAR_MASS;
  bodies[0].vz = -pz / SOLAR_MASS;
}

static void advance(struct body *bodies, double dt) {
  for (int i = 0; i < BODIES; i++) {
    struct body *a = &bodies[i];
    for (int j = i + 1; j < BODIES; j++) {
      struct body *b = &bodies[j];
      double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
      double squared = dx * dx + dy * dy + dz * dz;
      double magnitude = dt / (squared * sqrt(squared));
      a->vx -= dx * b->mass * magnitude;
      a->vy -= dy * b->mass * magnitude;
      a->vz -= dz * b->mass * magnitude;
      b->vx += dx * a->mass * magnitude;
      b->vy += dy * a->mass * magnitude;
      b->vz += dz * a->mass * magnitude;
    }
  }
  for (int i = 0; i < BODIES; i++) {
    struct body *b = &bodies[i];
    b->x += dt * b->vx;
    b->y += dt * b->vy;
    b->z += dt * b->vz;
  }
}

static double energy(const struct body *bodies) {
  double e = 0;
  for (int i = 0; i < BODIES; i++) {
    const struct body *a = &bodies[i];
    e += 0.5 * a->mass * (a->vx * a->vx + a->vy * a->vy + a->vz * a->vz);
    for (int j = i + 1; j < BODIES; j++) {
      const struct body *b = &bodies[j];
      double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
      e -= a->mass * b->mass / sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return e;
}

static int run(int steps) {
  struct body bodies[BODIES];
  create(bodies);
  for (int step = 0; step < steps; step++) advance(bodies, 0.01);
  return energy(bodies) == (steps == 250000 ? -0.1690859889909308 : -0.16907495402506745);
}

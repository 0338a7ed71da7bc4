/**
 * CD: an air-traffic simulation: finds the collisions of the next frame, by voxels first and geometry then.
 *
 * The problem is Kalibera and others' (CDx, Purdue University), as are-we-fast-yet states it; the text is ours.
 */
import { sized } from './benchmark.ts';
import { type Comparable, RedBlackTree } from './red-black-tree.ts';

const FRAMES = 200;
const MAX_X = 1000;
const MAX_Y = 1000;
const MAX_Z = 10;
const PROXIMITY_RADIUS = 1;
const VOXEL_SIZE = 2 * PROXIMITY_RADIUS;

class Vector2D implements Comparable<Vector2D> {
  readonly x: number;
  readonly y: number;

  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }

  plus(other: Vector2D): Vector2D {
    return new Vector2D(this.x + other.x, this.y + other.y);
  }

  minus(other: Vector2D): Vector2D {
    return new Vector2D(this.x - other.x, this.y - other.y);
  }

  compareTo(other: Vector2D): number {
    return compareNumbers(this.x, other.x) || compareNumbers(this.y, other.y);
  }
}

/** NaN comes before all numbers. */
function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  if (a < b) return -1;
  if (a > b) return 1;
  return Number.isNaN(a) ? -1 : 1;
}

class Vector3D {
  readonly x: number;
  readonly y: number;
  readonly z: number;

  constructor(x: number, y: number, z: number) {
    this.x = x;
    this.y = y;
    this.z = z;
  }

  plus(other: Vector3D): Vector3D {
    return new Vector3D(this.x + other.x, this.y + other.y, this.z + other.z);
  }

  minus(other: Vector3D): Vector3D {
    return new Vector3D(this.x - other.x, this.y - other.y, this.z - other.z);
  }

  times(factor: number): Vector3D {
    return new Vector3D(this.x * factor, this.y * factor, this.z * factor);
  }

  dot(other: Vector3D): number {
    return this.x * other.x + this.y * other.y + this.z * other.z;
  }

  get squaredMagnitude(): number {
    return this.dot(this);
  }

  get magnitude(): number {
    return Math.sqrt(this.squaredMagnitude);
  }

  get isInside(): boolean {
    return this.x >= 0 && this.x <= MAX_X && this.y >= 0 && this.y <= MAX_Y && this.z >= 0 && this.z <= MAX_Z;
  }
}

class CallSign implements Comparable<CallSign> {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  compareTo(other: CallSign): number {
    return this.value === other.value ? 0 : this.value < other.value ? -1 : 1;
  }
}

interface Aircraft {
  readonly callSign: CallSign;
  readonly position: Vector3D;
}

interface Collision {
  readonly a: CallSign;
  readonly b: CallSign;
  readonly position: Vector3D;
}

/** An aircraft's way in one frame. */
class Motion {
  readonly callSign: CallSign;
  readonly from: Vector3D;
  readonly to: Vector3D;

  constructor(callSign: CallSign, from: Vector3D, to: Vector3D) {
    this.callSign = callSign;
    this.from = from;
    this.to = to;
  }

  get delta(): Vector3D {
    return this.to.minus(this.from);
  }

  /** Where two aircraft of constant speed come within the radius of each other in this frame. */
  findIntersection(other: Motion): Vector3D | null {
    const delta1 = this.delta;
    const delta2 = other.delta;
    // The squared distance at a time t is c + bt + at², plus the squared radius.
    const a = delta2.minus(delta1).squaredMagnitude;
    if (a === 0) {
      const distance = other.from.minus(this.from).magnitude;
      return distance <= PROXIMITY_RADIUS ? this.from.plus(other.from).times(0.5) : null;
    }
    const b = 2 * this.from.minus(other.from).dot(delta1.minus(delta2));
    const c = other.from.minus(this.from).squaredMagnitude - PROXIMITY_RADIUS * PROXIMITY_RADIUS;
    const discriminant = b * b - 4 * a * c;
    if (discriminant < 0) return null;
    const root = Math.sqrt(discriminant);
    const begin = (-b - root) / (2 * a);
    const end = (-b + root) / (2 * a);
    if (!overlapsUnit(begin, end)) return null;
    const time = Math.max(begin, 0);
    const position1 = this.from.plus(delta1.times(time));
    const position2 = other.from.plus(delta2.times(time));
    const position = position1.plus(position2).times(0.5);
    return position.isInside ? position : null;
  }
}

/** Whether an interval has a point in common with 0 to 1. */
function overlapsUnit(low: number, high: number): boolean {
  return (low <= 1 && 1 <= high) || (low <= 0 && 0 <= high) || (0 <= low && high <= 1);
}

function overlap(low1: number, high1: number, low2: number, high2: number): boolean {
  return (
    (low1 <= high2 && high2 <= high1) || (low1 <= low2 && low2 <= high1) || (low2 <= low1 && high1 <= high2)
  );
}

/** Whether a motion passes through a voxel, or by it within half the radius. */
function isInVoxel(voxel: Vector2D, { from, to }: Motion): boolean {
  if (voxel.x > MAX_X || voxel.x < 0 || voxel.y > MAX_Y || voxel.y < 0) return false;
  const margin = PROXIMITY_RADIUS / 2;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  let lowX = (voxel.x - margin - from.x) / dx;
  let highX = (voxel.x + VOXEL_SIZE + margin - from.x) / dx;
  if (dx < 0) [lowX, highX] = [highX, lowX];
  let lowY = (voxel.y - margin - from.y) / dy;
  let highY = (voxel.y + VOXEL_SIZE + margin - from.y) / dy;
  if (dy < 0) [lowY, highY] = [highY, lowY];

  const touchesX =
    dx === 0
      ? voxel.x <= from.x + margin && from.x - margin <= voxel.x + VOXEL_SIZE
      : overlapsUnit(lowX, highX);
  if (!touchesX) return false;
  const touchesY =
    dy === 0
      ? voxel.y <= from.y + margin && from.y - margin <= voxel.y + VOXEL_SIZE
      : overlapsUnit(lowY, highY);
  return touchesY && (dx === 0 || dy === 0 || overlap(lowY, highY, lowX, highX));
}

type VoxelMap = RedBlackTree<Vector2D, Motion[]>;

const EAST = new Vector2D(VOXEL_SIZE, 0);
const NORTH = new Vector2D(0, VOXEL_SIZE);

/** Enters a motion in a voxel and all voxels around it that it touches. */
function enter(map: VoxelMap, seen: RedBlackTree<Vector2D, boolean>, voxel: Vector2D, motion: Motion): void {
  if (!isInVoxel(voxel, motion) || seen.put(voxel, true)) return;
  const motions = map.get(voxel);
  if (motions === undefined) map.put(voxel, [motion]);
  else motions.push(motion);

  const west = voxel.minus(EAST);
  const east = voxel.plus(EAST);
  enter(map, seen, west, motion);
  enter(map, seen, east, motion);
  enter(map, seen, voxel.minus(NORTH), motion);
  enter(map, seen, voxel.plus(NORTH), motion);
  enter(map, seen, west.minus(NORTH), motion);
  enter(map, seen, west.plus(NORTH), motion);
  enter(map, seen, east.minus(NORTH), motion);
  enter(map, seen, east.plus(NORTH), motion);
}

function voxelCoordinate(value: number): number {
  const coordinate = VOXEL_SIZE * Math.trunc(value / VOXEL_SIZE);
  return value < 0 ? coordinate - VOXEL_SIZE : coordinate;
}

function voxelOf({ x, y }: Vector3D): Vector2D {
  return new Vector2D(voxelCoordinate(x), voxelCoordinate(y));
}

/** The motions that share a voxel, voxel by voxel. */
function candidates(motions: readonly Motion[]): readonly Motion[][] {
  const map: VoxelMap = new RedBlackTree();
  for (const motion of motions) enter(map, new RedBlackTree(), voxelOf(motion.from), motion);
  const sets: Motion[][] = [];
  map.forEach((_, sharing) => {
    if (sharing.length > 1) sets.push(sharing);
  });
  return sets;
}

class CollisionDetector {
  readonly #positions = new RedBlackTree<CallSign, Vector3D>();

  handleFrame(frame: readonly Aircraft[]): readonly Collision[] {
    const motions = this.#motions(frame);
    const collisions: Collision[] = [];
    for (const sharing of candidates(motions)) {
      for (let i = 0; i < sharing.length; i++) {
        for (let j = i + 1; j < sharing.length; j++) {
          const position = sharing[i].findIntersection(sharing[j]);
          if (position) collisions.push({ a: sharing[i].callSign, b: sharing[j].callSign, position });
        }
      }
    }
    return collisions;
  }

  /** Remembers the frame's positions; an aircraft that is new hasn't moved, and one that is gone is forgotten. */
  #motions(frame: readonly Aircraft[]): readonly Motion[] {
    const seen = new RedBlackTree<CallSign, boolean>();
    const motions = frame.map(({ callSign, position }) => {
      const before = this.#positions.put(callSign, position) ?? position;
      seen.put(callSign, true);
      return new Motion(callSign, before, position);
    });
    const gone: CallSign[] = [];
    this.#positions.forEach((callSign) => {
      if (!seen.get(callSign)) gone.push(callSign);
    });
    for (const callSign of gone) this.#positions.remove(callSign);
    return motions;
  }
}

function simulate(callSigns: readonly CallSign[], time: number): readonly Aircraft[] {
  const frame: Aircraft[] = [];
  for (let i = 0; i < callSigns.length; i += 2) {
    const [even, odd] = [Math.cos(time) * 2 + i * 3, Math.sin(time) * 2 + i * 3];
    frame.push({ callSign: callSigns[i], position: new Vector3D(time, even, 10) });
    frame.push({ callSign: callSigns[i + 1], position: new Vector3D(time, odd, 10) });
  }
  return frame;
}

function countCollisions(aircraft: number): number {
  const callSigns = Array.from({ length: aircraft }, (_, i) => new CallSign(i));
  const detector = new CollisionDetector();
  let collisions = 0;
  for (let frame = 0; frame < FRAMES; frame++) {
    collisions += detector.handleFrame(simulate(callSigns, frame / 10)).length;
  }
  return collisions;
}

const EXPECTED = new Map([
  [2, 42],
  [10, 390],
  [100, 4305],
  [200, 8655],
  [250, 10_830],
  [500, 14_484],
  [1000, 14_484],
]);

export const cd = sized('CD', countCollisions, EXPECTED);

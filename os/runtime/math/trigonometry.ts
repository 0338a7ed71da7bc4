/** sin, cos and tan, by the algorithms of fdlibm (Sun Microsystems, 1993). Results are within 1 ulp. */
import { reduceAngle } from './reduce-angle.ts';
import { cosKernel, sinKernel, tanKernel } from './trigonometry-kernels.ts';
import { highWord } from './words.ts';

/** High word of π/4: up to it nothing has to be reduced. */
const QUARTER_PI_HIGH = 0x3fe921fb;

/** The sine of an angle in radians. */
export function sin(x: number): number {
  const high = highWord(x) & 0x7fffffff;
  if (high <= QUARTER_PI_HIGH) return sinKernel(x, 0, false);
  if (high >= 0x7ff00000) return NaN;
  const angle = reduceAngle(x);
  const quadrant = angle.quadrant & 3;
  if (quadrant === 0) return sinKernel(angle.value, angle.tail, true);
  if (quadrant === 1) return cosKernel(angle.value, angle.tail);
  if (quadrant === 2) return -sinKernel(angle.value, angle.tail, true);
  return -cosKernel(angle.value, angle.tail);
}

/** The cosine of an angle in radians. */
export function cos(x: number): number {
  const high = highWord(x) & 0x7fffffff;
  if (high <= QUARTER_PI_HIGH) return cosKernel(x, 0);
  if (high >= 0x7ff00000) return NaN;
  const angle = reduceAngle(x);
  const quadrant = angle.quadrant & 3;
  if (quadrant === 0) return cosKernel(angle.value, angle.tail);
  if (quadrant === 1) return -sinKernel(angle.value, angle.tail, true);
  if (quadrant === 2) return -cosKernel(angle.value, angle.tail);
  return sinKernel(angle.value, angle.tail, true);
}

/** The tangent of an angle in radians. */
export function tan(x: number): number {
  const high = highWord(x) & 0x7fffffff;
  if (high <= QUARTER_PI_HIGH) return tanKernel(x, 0, 1);
  if (high >= 0x7ff00000) return NaN;
  const angle = reduceAngle(x);
  return tanKernel(angle.value, angle.tail, 1 - ((angle.quadrant & 1) << 1));
}

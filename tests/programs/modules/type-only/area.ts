import type { Shape } from './shape.ts';
import './shape-two.ts';

export const area = (shape: Shape): number => shape.width * shape.height;

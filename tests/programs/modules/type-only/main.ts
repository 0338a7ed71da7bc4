// Type-only imports leave no trace: that module never runs.
import type { Shape } from './shape.ts';
import { area } from './area.ts';

const shape: Shape = { width: 3, height: 4 };
console.log(area(shape));

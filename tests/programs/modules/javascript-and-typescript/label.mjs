import { twice } from './twice.mjs';
export function label(n) {
  return `${n} is half of ${twice(n)}`;
}

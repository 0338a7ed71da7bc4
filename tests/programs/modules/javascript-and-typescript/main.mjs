// JavaScript may import TypeScript's output and the other way round.
import { twice } from './twice.mjs';
import { label } from './label.mjs';

console.log(label(twice(21)));

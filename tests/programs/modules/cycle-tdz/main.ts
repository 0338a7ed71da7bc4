// A const of a module in a cycle that has not run yet is in its temporal dead zone.
import { late } from './a.ts';

console.log('main', late);

// An imported name can't be assigned to; calling through it has no `this`.
import { whoAmI } from './self.ts';
import * as ns from './self.ts';

console.log(whoAmI(), ns.whoAmI());
try {
  (ns as { whoAmI: unknown }).whoAmI = 1;
} catch (error) {
  console.log((error as Error).constructor === TypeError);
}

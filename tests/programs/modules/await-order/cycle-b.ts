import { a } from './cycle-a.ts';
import { log } from './log.ts';

await null;
let seen: string;
try {
  seen = a;
} catch (error) {
  seen = (error as Error).name;
}
log.push(`b sees ${seen}`);
export function nameOfB(): string {
  return 'b';
}

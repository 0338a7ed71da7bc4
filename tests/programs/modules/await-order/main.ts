// A module that awaits suspends those that import it; its siblings go on. Modules that become ready together run in the
// order of the graph; who imports one of a cycle waits for the whole cycle (ECMA-262 16.2.1.5.3).
import './importer-of-slow.ts';
import './importer-of-quick.ts';
import './plain.ts';
import { a } from './cycle-a.ts';
import { log } from './log.ts';
import { quick } from './quick.ts';

log.push(`main with ${quick} and ${a}`);
for (const line of log) console.log(line);

import { log } from './log.ts';
import { quick } from './quick.ts';

log.push(`importer of ${quick}`);
await null;
log.push('importer of quick ends');

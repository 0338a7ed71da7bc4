import { log } from './log.ts';
import { slow } from './slow.ts';

log.push(`importer of ${slow}`);

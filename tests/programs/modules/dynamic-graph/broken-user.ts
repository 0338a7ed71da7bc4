import { never } from './broken.ts';
import { log } from './shared.ts';

log('never runs', never);

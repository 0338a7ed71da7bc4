// Modules run once, depth first, in the order of the imports (ECMA-262 16.2.1.5.3.1).
import './first.ts';
import { shared } from './shared.ts';
import './second.ts';
import './first.ts';

console.log('main', shared.join());

// Re-exports under other names, string names and default as a named export.
import { renamed, theDefault, 'any string' as odd, default as d } from './index.ts';

console.log(renamed, theDefault, odd, d);

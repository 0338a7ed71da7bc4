// Importers wait for a module with top-level await; siblings go on meanwhile (ECMA-262 16.2.1.5.3).
import { answer } from './slow.ts';
import './sibling.ts';

console.log('main', answer);
await null;
console.log('end');
export {};

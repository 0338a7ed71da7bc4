import './failing.ts';

console.log('never: what it imports has failed');

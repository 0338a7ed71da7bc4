// A module that fails while it awaits fails all that import it, and is an uncaught error in the end.
import './listen.ts';
import './between.ts';
import './beside.ts';

console.log('never');

// A module that throws isn't in the cache: the next require runs it again, with new exports.
globalThis.attempts = 0;
for (let attempt = 0; attempt < 3; attempt++) {
  try {
    const unstable = require('./unstable');
    console.log('loaded', unstable.attempt, unstable === require('./unstable'));
  } catch (error) {
    console.log('failed:', error.message);
  }
}
try {
  require('./outer');
} catch (error) {
  console.log(error.message, error instanceof RangeError);
}
console.log(require('./inner-outcome').state);

function missing(load) {
  try {
    load();
    console.log('found');
  } catch (error) {
    console.log(error.code, error.message.split('\n')[0], error.requireStack.length);
  }
}
missing(() => require('./not-there'));
missing(() => require('not-installed'));
missing(() => require('not-installed/sub'));
try {
  require('node:no-such-thing');
} catch (error) {
  console.log(error.code, error.message);
}
let optional;
try {
  optional = require('optional-dependency');
} catch {
  optional = { name: 'stand-in' };
}
console.log(optional.name);

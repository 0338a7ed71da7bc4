// An uncaught error ends the program with status 1, after what was printed before.
console.log('printed');
setTimeout(() => console.log('never'), 0);
function inner(): never {
  throw new TypeError('nobody catches this');
}
inner();

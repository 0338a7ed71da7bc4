// Sloppy code: `this` of plain calls, globals by assignment, functions in blocks.
function whoAmI() {
  return this === globalThis ? 'global' : typeof this;
}
console.log(whoAmI(), whoAmI.call(null), whoAmI.call({}), typeof new Point(1, 2).sum);
const holder = { whoAmI, strict: require('./strict').whoAmI };
console.log(holder.whoAmI(), holder.strict(), (0, holder.strict)(), (0, holder.whoAmI)());

function Point(x, y) {
  this.x = x;
  this.y = y;
}
Point.prototype.sum = function () {
  return this.x + this.y;
};
console.log(new Point(1, 2).sum());

implied = 5;
console.log(implied, typeof implied, globalThis.implied, typeof notYet);
function makeGlobal(value) {
  madeByFunction = value;
}
try {
  console.log(madeByFunction);
} catch (error) {
  console.log(error.name, error.message);
}
makeGlobal('made');
console.log(madeByFunction, require('./strict').readGlobal());
globalThis.implied = 6;
console.log(implied++, implied, (implied += 10));
notYet = 1;

if (implied > 0) {
  function lifted() {
    return 'lifted';
  }
}
console.log(typeof lifted, lifted());
console.log(typeof early, (() => {
  {
    function early() {
      return 'early';
    }
  }
  return early();
})());
switch (1) {
  case 1:
    function inCase() {
      return 'in case';
    }
}
console.log(inCase());
console.log(require('./strict').assign());

function sumAll(first) {
  var total = first;
  for (var i = 1; i < arguments.length; i++) total += arguments[i];
  return total;
}
console.log(sumAll(1, 2, 3));
var duplicate = 1;
var duplicate;
console.log(duplicate, this.duplicate);
var let_ = 1, static_ = 2;
var yield = 3, static = 4, package = 5;
console.log(yield + static + package);

// What sloppy modules may say: octals, names that strict code reserves, parameters twice; and the five values that a module is called with.
console.log(010, 0777, 00, 08, 09.5, -017, 010 + 010, 0o17);
console.log(JSON.stringify('\010\x41\101\0\8\47\400a\0019'), '\101' === 'A', '\0'.length);
function twice(a, a, b) {
  return [a, b, arguments.length].join();
}
console.log(twice(1, 2, 3));
var yield = 1, let = 2, static = 3, await = 4, interface = 5;
console.log(yield + let + static + await + interface);
var kept = 1;
made = 2;
console.log(delete kept, typeof kept, delete made, typeof made, delete {}.x);
var hoisted;
function hoisted() {}
console.log(typeof hoisted);
labelled: function inner() {
  return 'labelled';
}
console.log(inner());

// A module's arguments: of its own function, seen by arrow functions too.
console.log(typeof arguments, arguments.length, arguments[0] === exports, arguments[1] === require, arguments[2] === module);
console.log(arguments[3] === __filename, arguments[4] === __dirname, (() => arguments[2])() === module);
console.log(Object.prototype.toString.call(arguments), Array.from(arguments, (value) => typeof value).join());
exports.kept = true;
console.log(arguments[0].kept, require('./other.js'));
(function () {
  console.log(arguments.length);
})(1, 2);

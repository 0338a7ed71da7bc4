const a = 'a';
function b() {
  return 'b';
}
module.exports = { a, b, c: 5 };

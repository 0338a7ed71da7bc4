const a = 'a';
module.exports = {
  a,
  sum: (x, y) => x + y,
  nested: { deep: true },
};

exports.onlyNames = true;
exports.sum = (a, b) => a + b;

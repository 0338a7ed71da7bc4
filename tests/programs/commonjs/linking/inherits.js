exports.own = 1;
exports.toString = () => 'a string of its own';

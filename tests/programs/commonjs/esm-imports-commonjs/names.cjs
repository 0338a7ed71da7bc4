exports.first = 1;
exports['second'] = 'two';
if (exports.first === 1) exports.third = [3];
Object.defineProperty(exports, 'fourth', { enumerable: true, get: function () { return exports.first; } });

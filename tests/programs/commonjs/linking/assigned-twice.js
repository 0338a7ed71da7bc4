exports.name = 'first';
exports.name = `${exports.name} and second`;

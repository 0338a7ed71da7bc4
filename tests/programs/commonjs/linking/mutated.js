exports.value = 'original';
exports.get = () => exports.value;

exports.now = () => 'now';
exports.value = 'late value';

exports.name = 'index of a directory';

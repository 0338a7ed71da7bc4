exports.name = 'index of both';

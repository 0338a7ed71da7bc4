exports.name = 'file both';

module.exports = 'deep in more';

module.exports = 'index of more';

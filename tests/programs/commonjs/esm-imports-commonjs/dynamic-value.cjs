module.exports = Object.assign(Object.create(null), { made: 'by a call' });

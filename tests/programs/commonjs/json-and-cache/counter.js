console.log('counter runs');
let count = 0;
module.exports.count = () => ++count;

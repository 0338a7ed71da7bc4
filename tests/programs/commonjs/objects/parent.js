require('./child');
require('./child');
exports.children = module.children.length;

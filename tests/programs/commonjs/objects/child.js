exports.parent = module.parent.id;

exports.isMain = require.main === module;
exports.parentIsMain = module.parent === require.main;
exports.id = module.id;
exports.filename = __filename;
exports.wasLoaded = module.loaded;
exports.isLoaded = () => module.loaded;

exports.gone = 1;
exports.left = 2;
delete exports.gone;
exports.left = Object.keys(exports).join();

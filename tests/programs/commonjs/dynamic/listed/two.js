exports.value = 2;

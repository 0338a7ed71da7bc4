exports.format = (text) => text.toUpperCase();

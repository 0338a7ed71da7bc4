exports.format = (text) => text.toLowerCase();

globalThis.runs = (globalThis.runs || 0) + 1;
exports.run = globalThis.runs;

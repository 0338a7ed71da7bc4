globalThis.attempts++;
exports.attempt = globalThis.attempts;
if (globalThis.attempts < 3) throw new Error(`attempt ${globalThis.attempts}`);

var freeExports = typeof exports == 'object' && exports && !exports.nodeType && exports;
var freeModule = freeExports && typeof module == 'object' && module && !module.nodeType && module;
var moduleExports = freeModule && freeModule.exports === freeExports;
var library = { name: 'library' };
if (moduleExports) (freeModule.exports = library).library = library;
else globalThis.library = library;

/**
 * The table of our own messages. Numbers are stable and begin at 9001; those of the type checker keep TypeScript's
 * numbers, which are below. `{0}`, `{1}` stand for arguments.
 */
export interface Message {
  readonly code: number;
  readonly severity: 'error' | 'warning';
  readonly text: string;
  readonly help?: string;
}

function error(code: number, text: string, help?: string): Message {
  return help === undefined ? { code, severity: 'error', text } : { code, severity: 'error', text, help };
}

function warning(code: number, text: string, help?: string): Message {
  return help === undefined ? { code, severity: 'warning', text } : { code, severity: 'warning', text, help };
}

export const MESSAGES = {
  // finding modules
  entryMissing: error(9001, "The entry file '{0}' doesn't exist."),
  moduleMissing: error(9002, "Cannot find module '{0}'.", 'install the package, or correct the path'),
  nodeModuleUnsupported: error(9003, "'node:{0}' isn't supported yet."),
  globalUnsupported: error(9004, "The global '{0}' isn't supported yet."),
  exportMissing: error(9005, "Module '{1}' has no export '{0}'."),
  requiresMissing: warning(9006, "Cannot find module '{0}'; reaching this `require()` throws."),
  exportAmbiguous: error(9007, "'{0}' is exported by several modules behind `export *`."),
  importsMissing: warning(9041, "Cannot find module '{0}'; reaching this `import()` rejects."),
  importsUnsupported: warning(9042, "'node:{0}' isn't supported yet; reaching this `import()` rejects."),
  // constructs
  unsupported: error(9010, "{0} isn't supported yet."),
  notInLanguage: error(9011, "{0} isn't part of the language: code is compiled ahead of time."),
  requiresUnsupported: warning(9008, "'node:{0}' isn't supported yet; reaching this `require()` throws."),
  requiresUnknown: warning(
    9015,
    "This `require()` can't be resolved at build time: it finds what the image has anyway.",
    'write a literal, or begin with a relative path, as in `require("./plugins/" + name)`',
  ),
  requiresAsync: warning(9016, "'{0}' has a top-level await; reaching this `require()` throws."),
  sloppyArguments: warning(
    9017,
    '`arguments` and parameters that are assigned are the same variables in sloppy code; here they are different ones.',
    "use one of them, or write 'use strict'",
  ),
  mixedModule: error(
    9018,
    'A CommonJS module has no `import` and `export`.',
    'rename the file to .mjs or .mts, or write "type": "module" in its package.json',
  ),
  dynamicImport: warning(9012, "This `import()` can't be resolved at build time; reaching it throws."),
  hookMissing: error(9014, "This isn't supported yet: the run time has no '{0}'."),
  labelMissing: error(9013, "There is no statement '{0}' to leave."),
  // early errors of JavaScript
  declaredTwice: error(9030, "'{0}' has already been declared."),
  exportedTwice: error(9031, "'{0}' is exported twice."),
  misplacedSuper: error(
    9032,
    '`super` belongs to methods, and `super()` to constructors of derived classes.',
  ),
  misplacedDeclaration: error(9033, "A declaration can't be the body of this statement.", 'put it in braces'),
  misplacedImportMeta: error(9034, 'A CommonJS module has no `import.meta`.'),
  importOfNothing: error(9035, "`import()` doesn't say what to import."),
  prototypeTwice: error(9036, '`__proto__` is given twice in this literal.'),
  strictParameters: error(
    9037,
    "A function with parameters that aren't just names can't begin with 'use strict'.",
  ),
  compoundPattern: error(9038, 'A pattern can only be assigned to with `=`.'),
  deletePrivate: error(9039, "A private member can't be deleted."),
  deleteName: error(9040, "A name can't be deleted in strict code."),
  // trusted rooms
  machineInteger: error(9020, "{0} isn't defined for machine integers."),
  intrinsicArgument: error(9021, '{0}'),
} satisfies Record<string, Message>;

export type MessageName = keyof typeof MESSAGES;

/**
 * Checks that the functions and classes that a file exports have a docstring. Functions without a body (`declare`)
 * are exempt: they come in families that one comment explains. Pure; main.ts runs it as `npm run docs`.
 */
import ts from 'typescript';

/** One line for each export without a docstring, in order. Overloads need one on their first signature. */
export function undocumented(files: ReadonlyMap<string, string>): readonly string[] {
  const missing: string[] = [];
  for (const [file, text] of files) {
    if (file.endsWith('.test.ts')) continue;
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
    const seen = new Set<string>();
    for (const statement of source.statements) {
      if (!isExported(statement)) continue;
      for (const name of namesOf(statement)) {
        if (seen.has(name)) continue;
        seen.add(name);
        if (hasDocstring(statement)) continue;
        const line = source.getLineAndCharacterOfPosition(statement.getStart()).line + 1;
        missing.push(`${file}:${line}: ${name} is exported without a docstring`);
      }
    }
  }
  return missing;
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const kinds = modifiers.map(({ kind }) => kind);
  return kinds.includes(ts.SyntaxKind.ExportKeyword) && !kinds.includes(ts.SyntaxKind.DeclareKeyword);
}

/** What a statement declares, as far as it has to be explained: functions and classes. */
function namesOf(statement: ts.Statement): readonly string[] {
  if (!ts.isFunctionDeclaration(statement) && !ts.isClassDeclaration(statement)) return [];
  return [statement.name?.text ?? 'default'];
}

function hasDocstring(statement: ts.Statement): boolean {
  return ts.getJSDocCommentsAndTags(statement).some((node) => ts.isJSDoc(node) && node.comment !== undefined);
}

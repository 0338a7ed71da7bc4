/**
 * Random programs as trees: text with holes. The tree knows just what the reducer needs: which items of a list may be left out,
 * and what an expression's type is, so that another of the same type can stand in its place.
 */

/** Text, or a node in it. */
export type Part = string | Node;

/** Anything of a program. */
export type Node = Expression | Statement | List;

/** An expression: in parentheses where it needs them. */
export interface Expression {
  readonly kind: 'expression';
  /** As TypeScript writes it. */
  readonly type: string;
  /** The shortest text of the same type that needs nothing in scope; undefined when there is none. */
  readonly simplest: string | undefined;
  readonly parts: readonly Part[];
}

/** A statement, a member of a class, a declaration. */
export interface Statement {
  readonly kind: 'statement';
  readonly parts: readonly Part[];
}

/** Items that can be left out one by one. */
export interface List {
  readonly kind: 'list';
  /** Between the items; `'\n'` puts each on a line, and all of them in from what is around them. */
  readonly separator: '\n' | ', ';
  readonly items: readonly Node[];
}

/** A statement of parts. */
export function statement(...parts: readonly Part[]): Statement {
  return { kind: 'statement', parts };
}

/** Statements, members or declarations, one below the other. */
export function lines(items: readonly Node[]): List {
  return { kind: 'list', separator: '\n', items };
}

/** Elements or arguments. */
export function elements(items: readonly Node[]): List {
  return { kind: 'list', separator: ', ', items };
}

/** The text of a tree. */
export function print(node: Part, indent = ''): string {
  if (typeof node === 'string') return node;
  if (node.kind !== 'list') return node.parts.map((part) => print(part, indent)).join('');
  if (node.separator === ', ') return node.items.map((item) => print(item, indent)).join(', ');
  const inner = `${indent}  `;
  return node.items.map((item) => `\n${inner}${print(item, inner)}`).join('') + `\n${indent}`;
}

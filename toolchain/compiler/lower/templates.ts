/** Template literals: parts become strings and are concatenated at once. Tagged ones: one frozen array a place. */
import ts from 'typescript';
import type { Global, Instr } from '../ir/ir.ts';
import { readGlobalName } from './bindings.ts';
import { lowerCallee } from './calls.ts';
import { lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { textOf } from './source-text.ts';

export function lowerTemplate(f: FunctionLowering, node: ts.TemplateExpression): Instr {
  const parts: Instr[] = [];
  const literal = (text: string): void => {
    if (text !== '') parts.push(f.constant(text));
  };
  literal(node.head.text);
  for (const span of node.templateSpans) {
    const value = lowerJs(f, span.expression);
    parts.push(isString(value) ? value : f.emit(span.expression, 'tostring', [value]));
    literal(span.literal.text);
  }
  return f.emit(node, 'concat', parts);
}

function isString(value: Instr): boolean {
  return value.op === 'concat' || (value.op === 'const' && typeof value.attrs.value === 'string');
}

/** tag`…`: the strings array is made at the first evaluation of this place and kept (ECMA-262 13.2.8.4). */
export function lowerTaggedTemplate(f: FunctionLowering, node: ts.TaggedTemplateExpression): Instr {
  const { callee, receiver } = lowerCallee(f, node.tag);
  const strings = templateObject(f, node);
  const values = ts.isTemplateExpression(node.template)
    ? node.template.templateSpans.map((span) => lowerJs(f, span.expression))
    : [];
  return f.emit(node, 'call', [callee, receiver, strings, ...values], {
    ...f.hint(node),
    text: textOf(node.tag),
  });
}

function templateObject(f: FunctionLowering, node: ts.TaggedTemplateExpression): Instr {
  const global: Global = {
    key: `${f.module.key}:template@${node.end}`,
    name: 'template',
    type: 'js',
    initial: undefined,
    tdz: false,
    hint: undefined,
    constant: false,
  };
  const known = f.emit(node, 'global.get', [], { global }, 'js');
  const [make, done] = [f.b.newBlock(true), f.b.newBlock()];
  f.b.branch(f.b.emit('is.undefined', [known]), make, done);
  f.b.start(make);
  const pieces = piecesOf(node.template);
  const object = readGlobalName(f, node, 'Object');
  const cooked = f.b.emit(
    'array',
    pieces.map((piece) => f.constant(cookedText(piece))),
  );
  const raw = f.b.emit(
    'array',
    pieces.map((piece) => f.constant(rawText(f, piece))),
  );
  f.b.emit('call.method', [object, raw], { name: 'freeze' });
  f.emit(node, 'prop.define', [cooked, raw], { name: 'raw', enumerable: false });
  f.b.emit('call.method', [object, cooked], { name: 'freeze' });
  f.b.emit('global.set', [cooked], { global });
  f.b.jump(done);
  f.b.start(done);
  return f.emit(node, 'global.get', [], { global }, 'js');
}

function piecesOf(template: ts.TemplateLiteral): ts.TemplateLiteralLikeNode[] {
  if (!ts.isTemplateExpression(template)) return [template];
  return [template.head, ...template.templateSpans.map((span) => span.literal)];
}

/** TokenFlags.ContainsInvalidEscape of the parser. */
const CONTAINS_INVALID_ESCAPE = 1 << 11;

/** The value of a piece; undefined when it has an escape that isn't one, which only tags may see. */
function cookedText(piece: ts.TemplateLiteralLikeNode): string | undefined {
  const { templateFlags } = piece as { readonly templateFlags?: number };
  return ((templateFlags ?? 0) & CONTAINS_INVALID_ESCAPE) === 0 ? piece.text : undefined;
}

/** The text between the delimiters as written, with line ends normalised. */
function rawText(f: FunctionLowering, piece: ts.TemplateLiteralLikeNode): string {
  const text = piece.getText(f.module.file);
  const isLast = ts.isNoSubstitutionTemplateLiteral(piece) || ts.isTemplateTail(piece);
  return text.slice(1, isLast ? -1 : -2).replaceAll(/\r\n?/g, '\n');
}

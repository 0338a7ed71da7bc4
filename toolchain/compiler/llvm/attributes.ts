/**
 * Attributes of functions: what LLVM may do with them, and whether it optimises for speed or for size.
 */

import type { FunctionInstance } from '../passes/inference/objects.ts';
import { isBuiltin, isCold } from '../passes/inference/rooms.ts';
import { isOsPlace } from './debug-info.ts';

/**
 * Rooms that every packet, event and property goes through: their functions are merged into each other as LLVM likes it. Elsewhere in the
 * system a call is cheaper than another copy of the callee.
 */
const HOT =
  /^os\/(memory|net\/(checksum|transport\/tcp\/(output|segment|acknowledge|input|receive)|wire\/bytes)|runtime\/json\/(stringify|quote)|runtime\/core\/(iteration\.ts:stepString|objects\/(lookup|elements|properties)|strings\/(storage|primitives|units|json-text)|numbers\/(to-string|digits|simple-decimal))|runtime\/(collections\/(hash|map|set)|suspension\/generator))/;

/**
 * What makes short strings: functions that aren't merged into others, and whose loops, of a round or two, are neither unrolled nor done in vectors; and the
 * small ones that are merged into them.
 */
const SHORT_LOOPS =
  /^os\/runtime\/core\/strings\/(concat\.ts:(concat|concatAll)|growing\.ts:grownBy|splice\.ts:spliced|primitives\.ts:slice|storage\.ts:makeFlat)$/;
const SHORT_STEPS = /^os\/runtime\/core\/strings\/(storage\.ts:make(Short|Slice)|words\.ts:copy(Few|Short))$/;

/** What makes errors: never inlined, so that each call of it keeps its place (code.ts), and what is hot stays small. */
const THROWING = /^os\/runtime\/(error\/|core\/(messages|errors)\.ts)/;

/**
 * The usual case of what programs do all the time, in functions so small that LLVM merges them into the program; and what they go on to,
 * which merged into them would make them large.
 */
const USUAL =
  /^os\/runtime\/core\/(numbers\/remainder\.ts:remainderOfNumbers|strings\/(compare\.ts:equal(At)?|primitives\.ts:unitAt|units\.ts:(stringOfUnit|slotOf)))$|^os\/runtime\/collections\/hash-index\.ts:HashIndex\.(nextFrom|get generation|entryOf)$/;
const UNUSUAL =
  /^os\/runtime\/core\/(numbers\/(remainder\.ts:exactRemainder|digits\.ts:writeInt32)|strings\/(compare\.ts:equalContents|primitives\.ts:unitOfOther|units\.ts:makeUnit|storage\.ts:cellForSlice))$|^os\/memory\/heap\.ts:(refill|allocateLarge)$/;

/**
 * Where the program's own code goes. The linker doesn't fold what lies in a section named like an identifier of C, so that
 * two functions that look alike keep their places; the linker scripts know the name.
 */
const PROGRAM_SECTION = 'program';

/**
 * The attribute group of a function; `recursive`: endless recursion must come to the end of the stack, not become a loop.
 * The program's own functions are all seen in stacks, so they make no tail calls either.
 */
export function attributesOf(f: FunctionInstance, recursive: boolean): string {
  if (!isOsPlace(f.fn.span)) return `#1 section "${PROGRAM_SECTION}"`;
  if (USUAL.test(f.fn.key)) return USUAL_GROUP;
  if (UNUSUAL.test(f.fn.key)) return '#9';
  if (SHORT_LOOPS.test(f.fn.key)) return SHORT_LOOPS_GROUP;
  if (SHORT_STEPS.test(f.fn.key)) return '#12';
  if (THROWING.test(f.fn.key)) return recursive ? '#5' : '#4';
  // What built-ins do to objects that nobody knows is slow anyway.
  const isGeneric = isBuiltin(f.fn.key) && f.thisField.type.opaque;
  // Modules of the system run once.
  const runsOnce = f.fn.kind === 'module';
  if (isGeneric || runsOnce) return recursive ? '#3' : '#2';
  if (HOT.test(f.fn.key)) return recursive ? '#1' : '#0';
  if (isCold(f.fn.key)) return recursive ? '#3' : '#2';
  return recursive ? '#7' : '#6';
}

const USUAL_GROUP = '#10';
const SHORT_LOOPS_GROUP = '#11';

/** Does the first line of a function's text say that it is to be merged into callers wherever they are? */
export function isAlwaysAtHand(header: string): boolean {
  return header.includes(` ${USUAL_GROUP} `);
}

/** Is it one of the functions that make errors? */
export function isThrowing(key: string): boolean {
  return THROWING.test(key);
}

/** Is the function to be small rather than fast? */
export function isForSize(f: FunctionInstance, recursive: boolean): boolean {
  return SMALL.has(attributesOf(f, recursive));
}

/** Attributes of a call: what is merged into the program isn't merged into what is to be small, but into what makes short strings. */
export function ofCall(caller: FunctionInstance, callee: FunctionInstance): string {
  if (!USUAL.test(callee.fn.key) || !isOsPlace(callee.fn.span)) return '';
  const group = attributesOf(caller, false);
  return SMALL.has(group) && group !== SHORT_LOOPS_GROUP ? ' noinline' : '';
}

const SMALL: ReadonlySet<string> = new Set(['#2', '#3', '#4', '#5', '#6', '#7', '#9', '#11', '#12']);

/** Does the first line of a function's text keep LLVM from merging it into callers? */
export function isNeverInlined(header: string): boolean {
  if (/ noinline /.test(header)) return true;
  const group = / (#\d+) /.exec(header)?.[1];
  return ATTRIBUTES.some((text) => text.startsWith(`attributes ${group} =`) && text.includes(' noinline '));
}

/** What a callee may cost to be merged into a caller outside of the hot rooms; LLVM's own value is 225 (llvm/lib/Analysis/InlineCost.cpp). */
const INLINE_THRESHOLD = 60;

export const ATTRIBUTES: readonly string[] = [
  'attributes #0 = { nounwind "frame-pointer"="all" }',
  'attributes #1 = { nounwind "frame-pointer"="all" "disable-tail-calls"="true" }',
  'attributes #2 = { nounwind minsize optsize "frame-pointer"="all" }',
  'attributes #3 = { nounwind minsize optsize "frame-pointer"="all" "disable-tail-calls"="true" }',
  'attributes #4 = { nounwind minsize optsize noinline "frame-pointer"="all" }',
  'attributes #5 = { nounwind minsize optsize noinline "frame-pointer"="all" "disable-tail-calls"="true" }',
  'attributes #8 = { nounwind noinline "frame-pointer"="all" "disable-tail-calls"="true" }',
  'attributes #10 = { nounwind inlinehint "frame-pointer"="all" }',
  'attributes #9 = { nounwind optsize noinline "frame-pointer"="all" "disable-tail-calls"="true" }',
  'attributes #11 = { nounwind optsize noinline "frame-pointer"="all" "disable-tail-calls"="true" }',
  'attributes #12 = { nounwind optsize "function-inline-threshold"="225" "frame-pointer"="all" }',
  `attributes #6 = { nounwind optsize "function-inline-threshold"="${INLINE_THRESHOLD}" "frame-pointer"="all" }`,
  `attributes #7 = { nounwind optsize "function-inline-threshold"="${INLINE_THRESHOLD}" "frame-pointer"="all" "disable-tail-calls"="true" }`,
];

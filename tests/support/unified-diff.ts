/**
 * The difference of two texts, line by line, as `diff -u` prints it: three lines of context, `-` expected, `+` actual.
 *
 * By the longest common subsequence, in O(lines²) after the equal head and tail are cut off; texts whose middle is
 * too long for that are shown as one replaced block.
 */
const contextLines = 3;
const maxCells = 4_000_000;

type Edit = { readonly kind: ' ' | '-' | '+'; readonly line: string };

/** The lines of the diff, or none when the texts are equal. A missing last newline is shown, since it is a difference. */
export function unifiedDiff(expected: string, actual: string): string[] {
  if (expected === actual) return [];
  return hunks(edits(splitLines(expected), splitLines(actual)));
}

function splitLines(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  else lines[lines.length - 1] += '⏎ missing';
  return lines;
}

function edits(a: readonly string[], b: readonly string[]): Edit[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const same = (line: string): Edit => ({ kind: ' ', line });
  return [
    ...a.slice(0, head).map(same),
    ...middleEdits(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
}

function middleEdits(a: readonly string[], b: readonly string[]): Edit[] {
  const replaced = (): Edit[] => [
    ...a.map((line): Edit => ({ kind: '-', line })),
    ...b.map((line): Edit => ({ kind: '+', line })),
  ];
  const width = b.length + 1;
  if (a.length === 0 || b.length === 0 || (a.length + 1) * width > maxCells) return replaced();
  // lengths[i * width + j]: the longest common subsequence of a from i and b from j.
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return walk(a, b, at);
}

function walk(a: readonly string[], b: readonly string[], at: (i: number, j: number) => number): Edit[] {
  const result: Edit[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      result.push({ kind: ' ', line: left });
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      result.push({ kind: '-', line: left });
      i++;
    } else if (right !== undefined) {
      result.push({ kind: '+', line: right });
      j++;
    }
  }
  return result;
}

function hunks(all: readonly Edit[]): string[] {
  const lines: string[] = [];
  let lineA = 1;
  let lineB = 1;
  let shownTo = 0;
  for (const [index, edit] of all.entries()) {
    if (edit.kind !== ' ' && index >= shownTo) {
      const from = Math.max(shownTo, index - contextLines);
      const to = hunkEnd(all, index);
      const part = all.slice(from, to);
      const before = index - from;
      lines.push(`@@ -${range(lineA - before, part, '+')} +${range(lineB - before, part, '-')} @@`);
      lines.push(...part.map(({ kind, line }) => kind + line));
      shownTo = to;
    }
    if (edit.kind !== '+') lineA++;
    if (edit.kind !== '-') lineB++;
  }
  return lines;
}

/** One past the hunk's last line: the hunk goes on while changes are closer than two contexts. */
function hunkEnd(all: readonly Edit[], firstChange: number): number {
  let last = firstChange;
  for (let i = firstChange; i < all.length && i <= last + 2 * contextLines; i++) {
    if (all[i]?.kind !== ' ') last = i;
  }
  return Math.min(all.length, last + contextLines + 1);
}

function range(start: number, part: readonly Edit[], without: '-' | '+'): string {
  const count = part.filter(({ kind }) => kind !== without).length;
  return `${count === 0 ? start - 1 : start},${count}`;
}

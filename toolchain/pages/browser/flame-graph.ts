/**
 * The flame graph of `importos profile`: a row a call, the outermost above; a box is as wide as the time in a function and in
 * what it called. A click makes a box as wide as the page; the path above leads out again.
 */
import { addStep, colourOf, element, makePage, pageData, share } from './page.ts';

interface FlameNode {
  readonly name: string;
  readonly place: string;
  readonly nanoseconds: number;
  readonly lines: readonly (readonly [number, number])[];
  readonly calls: readonly FlameNode[];
}

const ROW_HEIGHT = 18;
/** Narrower boxes aren't drawn. */
const MIN_WIDTH = 1;
/** Lines of a function that are named. */
const LINES_MAX = 5;

const { root, summary, heading, sources } = pageData<{
  readonly root: FlameNode;
  readonly summary: string;
  readonly heading: string;
  readonly sources: Readonly<Record<string, string>>;
}>();
let path: readonly FlameNode[] = [root];
let word = '';

const page = makePage(heading, summary, (typed) => {
  word = typed;
  draw();
});
page.field.classList.add('scrolls');

function milliseconds(nanoseconds: number): string {
  return `${(nanoseconds / 1e6).toFixed(1)} ms`;
}

function matches(node: FlameNode): boolean {
  return word !== '' && `${node.name} ${node.place}`.toLowerCase().includes(word);
}

/** Time in functions that match; those below another aren't counted twice. */
function matchingTime(node: FlameNode): number {
  if (matches(node)) return node.nanoseconds;
  return node.calls.reduce((sum, call) => sum + matchingTime(call), 0);
}

function ownTime(node: FlameNode): number {
  return node.calls.reduce((rest, call) => rest - call.nanoseconds, node.nanoseconds);
}

function describe(node: FlameNode): string {
  const place = node.place === '' ? '' : ` (${node.place})`;
  const file = node.place.replace(/:\d+$/, '');
  const lines = node.lines.slice(0, LINES_MAX).map(([line, time]) => {
    const text = sources[`${file}:${line}`];
    return `line ${line}: ${share(time, root.nanoseconds)}${text === undefined ? '' : ` ${text}`}`;
  });
  const own = `own ${milliseconds(ownTime(node))}${lines.length === 0 ? '' : ` · ${lines.join(' · ')}`}`;
  return `${node.name}${place}: ${milliseconds(node.nanoseconds)}, ${share(node.nanoseconds, root.nanoseconds)} of all, ${own}`;
}

function drawBox(
  chain: readonly FlameNode[],
  left: number,
  width: number,
  row: number,
  isWhole: boolean,
): number {
  const node = chain[chain.length - 1] ?? root;
  const box = element(page.field, 'button', 'box');
  box.style.left = `${left}px`;
  box.style.top = `${row * ROW_HEIGHT}px`;
  box.style.width = `${width}px`;
  box.style.height = `${ROW_HEIGHT}px`;
  box.style.lineHeight = `${ROW_HEIGHT - 4}px`;
  box.style.background = colourOf(node.name, !node.place.startsWith('importos:'));
  box.textContent = width > 24 ? node.name : '';
  box.title = describe(node);
  box.dataset['name'] = node.name;
  box.dataset['place'] = node.place;
  box.dataset['nanoseconds'] = String(node.nanoseconds);
  if (matches(node)) box.classList.add('found');
  else if (word !== '' && matchingTime(node) === 0) box.classList.add('faded');
  const show = (): void => {
    page.details.textContent = describe(node);
  };
  box.addEventListener('mouseenter', show);
  box.addEventListener('focus', show);
  box.addEventListener('click', () => go(chain));
  return isWhole ? row + 1 : drawCalls(chain, left, width, row + 1);
}

/** Answers how many rows there are. */
function drawCalls(chain: readonly FlameNode[], left: number, width: number, row: number): number {
  const node = chain[chain.length - 1] ?? root;
  let rows = row;
  let at = left;
  for (const call of node.calls) {
    const callWidth = (width * call.nanoseconds) / node.nanoseconds;
    if (callWidth >= MIN_WIDTH) rows = Math.max(rows, drawBox([...chain, call], at, callWidth, row, false));
    at += callWidth;
  }
  return rows;
}

function go(to: readonly FlameNode[]): void {
  path = to;
  draw();
}

function draw(): void {
  page.path.replaceChildren();
  path.forEach((node, index) => {
    addStep(page.path, node.name, () => go(path.slice(0, index + 1)));
  });
  page.field.replaceChildren();
  const width = page.field.clientWidth;
  // What leads to the box in question is above it, as wide as the page.
  path.forEach((_, index) => {
    drawBox(path.slice(0, index + 1), 0, width, index, true);
  });
  drawCalls(path, 0, width, path.length);
  const shown = path[path.length - 1] ?? root;
  page.details.textContent =
    word === ''
      ? describe(shown)
      : `'${word}' is in ${milliseconds(matchingTime(root))}, ${share(matchingTime(root), root.nanoseconds)} of all`;
}

window.addEventListener('resize', draw);
draw();

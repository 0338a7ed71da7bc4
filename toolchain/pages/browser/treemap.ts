/**
 * The treemap of `importos size --html`: boxes as large as what they stand for. A click goes into a box; the path above
 * leads out again. Boxes are laid out by Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000).
 */
import { addStep, colourOf, element, makePage, pageData, share } from './page.ts';

interface SizeNode {
  readonly name: string;
  readonly bytes: number;
  readonly children?: readonly SizeNode[];
  readonly note?: string;
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Room for the name of a box with boxes in it. */
const TITLE_HEIGHT = 18;
/** Smaller boxes have none in them. */
const MIN_SIDE = 30;
/** Levels that are shown at once. */
const DEPTH = 5;

const { root, summary } = pageData<{ readonly root: SizeNode; readonly summary: string }>();
let path: readonly SizeNode[] = [root];
let word = '';

const page = makePage(root.name, summary, (typed) => {
  word = typed;
  draw();
});

/** The smallest sides make the worst ratio: how far from squares the boxes of a row are. */
function worstRatio(row: readonly number[], side: number): number {
  const sum = row.reduce((a, b) => a + b, 0);
  const [most, least] = [Math.max(...row), Math.min(...row)];
  return Math.max((side * side * most) / (sum * sum), (sum * sum) / (side * side * least));
}

/** One area for each node, in their order: largest first. */
function squarify(nodes: readonly SizeNode[], area: Area): readonly Area[] {
  const total = nodes.reduce((sum, { bytes }) => sum + bytes, 0);
  const scale = total === 0 ? 0 : (area.width * area.height) / total;
  const areas: Area[] = [];
  let { left, top, width, height } = area;
  for (let first = 0; first < nodes.length; ) {
    const side = Math.max(1, Math.min(width, height));
    const row = [Math.max((nodes[first]?.bytes ?? 0) * scale, 1e-9)];
    for (let next = first + 1; next < nodes.length; next++) {
      const longer = [...row, Math.max((nodes[next]?.bytes ?? 0) * scale, 1e-9)];
      if (worstRatio(longer, side) > worstRatio(row, side)) break;
      row.push(longer[longer.length - 1] ?? 0);
    }
    const thickness = row.reduce((a, b) => a + b, 0) / side;
    let at = 0;
    for (const size of row) {
      const length = size / thickness;
      areas.push(
        width >= height
          ? { left, top: top + at, width: thickness, height: length }
          : { left: left + at, top, width: length, height: thickness },
      );
      at += length;
    }
    if (width >= height) [left, width] = [left + thickness, width - thickness];
    else [top, height] = [top + thickness, height - thickness];
    first += row.length;
  }
  return areas;
}

function bytesText(bytes: number): string {
  return `${bytes.toLocaleString('en')} bytes`;
}

function matches(node: SizeNode): boolean {
  return word !== '' && `${node.name} ${node.note ?? ''}`.toLowerCase().includes(word);
}

function matchingBytes(node: SizeNode): number {
  if (matches(node)) return node.bytes;
  return (node.children ?? []).reduce((sum, child) => sum + matchingBytes(child), 0);
}

function describe(chain: readonly SizeNode[]): string {
  const node = chain[chain.length - 1] ?? root;
  const note = node.note === undefined ? '' : ` · ${node.note}`;
  const names = chain.map(({ name }) => name).join(' › ');
  return `${names}: ${bytesText(node.bytes)}, ${share(node.bytes, root.bytes)} of all${note}`;
}

function drawBox(chain: readonly SizeNode[], area: Area, depth: number): void {
  const node = chain[chain.length - 1] ?? root;
  const box = element(page.field, 'button', 'box');
  box.style.left = `${area.left}px`;
  box.style.top = `${area.top}px`;
  box.style.width = `${area.width}px`;
  box.style.height = `${area.height}px`;
  box.style.background = colourOf(chain[1]?.name ?? node.name);
  box.style.lineHeight = `${TITLE_HEIGHT - 4}px`;
  box.textContent = area.width > 30 && area.height > 12 ? node.name : '';
  box.title = describe(chain);
  box.dataset['name'] = node.name;
  box.dataset['bytes'] = String(node.bytes);
  if (matches(node)) box.classList.add('found');
  else if (word !== '' && matchingBytes(node) === 0) box.classList.add('faded');
  box.addEventListener('mouseenter', () => {
    page.details.textContent = describe(chain);
  });
  box.addEventListener('focus', () => {
    page.details.textContent = describe(chain);
  });
  box.addEventListener('click', () => {
    if (node.children === undefined) page.details.textContent = describe(chain);
    else go(chain);
  });
  if (depth < DEPTH && area.width > MIN_SIDE && area.height > MIN_SIDE + TITLE_HEIGHT) {
    const inside = {
      left: area.left + 2,
      top: area.top + TITLE_HEIGHT,
      width: area.width - 4,
      height: area.height - TITLE_HEIGHT - 2,
    };
    drawChildren(chain, inside, depth);
  }
}

function drawChildren(chain: readonly SizeNode[], area: Area, depth: number): void {
  const children = chain[chain.length - 1]?.children ?? [];
  const areas = squarify(children, area);
  children.forEach((child, index) => {
    const place = areas[index];
    if (place !== undefined && place.width >= 2 && place.height >= 2)
      drawBox([...chain, child], place, depth + 1);
  });
}

function go(to: readonly SizeNode[]): void {
  path = to;
  draw();
}

function draw(): void {
  page.path.replaceChildren();
  path.forEach((node, index) => {
    addStep(page.path, node.name, () => go(path.slice(0, index + 1)));
  });
  page.field.replaceChildren();
  const { clientWidth: width, clientHeight: height } = page.field;
  drawChildren(path, { left: 0, top: 0, width, height }, 0);
  page.details.textContent =
    word === ''
      ? describe(path)
      : `'${word}' is in ${bytesText(matchingBytes(root))}, ${share(matchingBytes(root), root.bytes)} of all`;
}

window.addEventListener('resize', draw);
draw();

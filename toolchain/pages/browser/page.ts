/** What both pages are made of: a heading with a search field, a path of buttons, a field of boxes, a line of details. */

/** The parts of the page, for the programs to fill. */
export interface Page {
  readonly path: HTMLElement;
  readonly field: HTMLElement;
  readonly details: HTMLElement;
}

/** An element with a class, in its parent. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  parent: HTMLElement,
  tag: Tag,
  className = '',
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
}

/** Builds the page. `onSearch` is called with each word that is typed, in lower case; '' for none. */
export function makePage(heading: string, summary: string, onSearch: (word: string) => void): Page {
  const header = element(document.body, 'header');
  element(header, 'h1').textContent = heading;
  element(header, 'span', 'quiet').textContent = summary;
  const search = element(header, 'input');
  search.type = 'search';
  search.placeholder = 'find a function or file';
  search.setAttribute('aria-label', 'find a function or file');
  search.addEventListener('input', () => onSearch(search.value.trim().toLowerCase()));
  const path = element(document.body, 'nav');
  const field = element(document.body, 'main', 'field');
  const details = element(document.body, 'footer');
  return { path, field, details };
}

/** The data that the build put into the page, as JSON. */
export function pageData<Data>(): Data {
  return JSON.parse(document.getElementById('data')?.textContent ?? 'null');
}

/** A button of the path. */
export function addStep(path: HTMLElement, name: string, onClick: () => void): void {
  if (path.childElementCount > 0) element(path, 'span', 'quiet').textContent = '›';
  const button = element(path, 'button');
  button.textContent = name;
  button.addEventListener('click', onClick);
}

/** A colour that a name always has, light enough for dark text. */
export function colourOf(name: string, warm = false): string {
  let hash = 0;
  for (let n = 0; n < name.length; n++) hash = (Math.imul(hash, 31) + name.charCodeAt(n)) >>> 0;
  const hue = warm ? 10 + (hash % 45) : hash % 360;
  return `hsl(${hue} ${warm ? 75 : 45}% ${70 + (hash % 11)}%)`;
}

/** `12.3 %` */
export function share(part: number, whole: number): string {
  return `${whole === 0 ? 0 : ((part / whole) * 100).toFixed(1)} %`;
}

/** core/strings under Node. */
export function unitAt(text: string, index: number): number {
  return text.charCodeAt(index);
}

export function lengthOf(text: string): number {
  return text.length;
}

/** Leaves it all to the way that takes any text. */
export function asciiCase(_text: string, _first: number): string {
  return '';
}

export function paddedWith(text: string, unit: number, missing: number, atStart: boolean): string {
  const filling = String.fromCharCode(unit).repeat(missing);
  return atStart ? filling + text : text + filling;
}

export function slice(text: string, start: number, end: number): string {
  return text.substring(start, end);
}

export function spliced(text: string, from: number, to: number, by: string): string {
  return text.substring(0, from) + by + text.substring(to);
}

export function stringOfUnit(unit: number): string {
  return String.fromCharCode(unit);
}

export function appendUnits(array: unknown, text: string, from: number, to: number): void {
  for (let i = from; i < to; i++) (array as string[]).push(text[i] ?? '');
}

export function stringOfUnits(units: unknown): string {
  return String.fromCharCode(...(units as number[]));
}

export function indexOfString(text: string, needle: string, from: number): number {
  return text.indexOf(needle, from);
}

export function lastIndexOfString(text: string, needle: string, from: number): number {
  return text.lastIndexOf(needle, from);
}

export function matchesAt(text: string, needle: string, position: number): boolean {
  return position >= 0 && text.startsWith(needle, position);
}

export class StringBuilder {
  #text = '';
  get length(): number {
    return this.#text.length;
  }
  addCodePoint(point: number): void {
    this.#text += String.fromCodePoint(point);
  }
  addSlice(text: string, from: number, to: number): void {
    this.#text += text.substring(from, to);
  }
  addUnit(unit: number): void {
    this.#text += String.fromCharCode(unit);
  }
  addEnclosed(text: string, unit: number): void {
    this.#text += String.fromCharCode(unit) + text + String.fromCharCode(unit);
  }
  addInteger(value: number): void {
    this.#text += value;
  }
  add(text: string): void {
    this.#text += text;
  }
  finish(): string {
    return this.#text;
  }
}

/** Notes: what one is, how one is read from JSON, and where they are kept. */
import { HttpError } from './http-error.ts';

export interface NoteContent {
  readonly title: string;
  readonly text: string;
}

export interface Note extends NoteContent {
  readonly id: number;
}

const MAX_TITLE_LENGTH = 100;
const MAX_NOTES = 1000;

/** A note from the body of a request; an HttpError says what is wrong with it. */
export function parseNote(body: string): NoteContent {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new HttpError(400, 'the body is not JSON');
  }
  if (typeof value !== 'object' || value === null) throw new HttpError(400, 'a note is an object');
  const { title, text = '' } = value as { readonly title?: unknown; readonly text?: unknown };
  if (typeof title !== 'string' || title === '' || title.length > MAX_TITLE_LENGTH) {
    throw new HttpError(400, `'title' is a string of 1 to ${MAX_TITLE_LENGTH} characters`);
  }
  if (typeof text !== 'string') throw new HttpError(400, "'text' is a string");
  return { title, text };
}

/** Notes by their number, in memory, up to a limit. An unknown number is answered with 404. */
export class NoteStore {
  readonly #notes = new Map<number, Note>();
  #nextId = 1;

  all(): readonly Note[] {
    return [...this.#notes.values()];
  }

  get(id: number): Note {
    const note = this.#notes.get(id);
    if (note === undefined) throw new HttpError(404, `there is no note ${id}`);
    return note;
  }

  add(content: NoteContent): Note {
    if (this.#notes.size >= MAX_NOTES) throw new HttpError(507, `${MAX_NOTES} notes are kept at most`);
    const note = { id: this.#nextId++, ...content };
    this.#notes.set(note.id, note);
    return note;
  }

  replace(id: number, content: NoteContent): Note {
    const note = { id: this.get(id).id, ...content };
    this.#notes.set(id, note);
    return note;
  }

  remove(id: number): void {
    this.get(id);
    this.#notes.delete(id);
  }
}

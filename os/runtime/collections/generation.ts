/** A span of time in which the entries of a hash table didn't move. */
export class Generation {
  /** Set when entries moved: what came after, */
  #next: Generation | undefined = undefined;
  /** and the indices of the entries that were dropped, ascending; undefined when all were. */
  #dropped: readonly number[] | undefined = undefined;

  /** Entries move: the indices of those that are dropped, ascending, or undefined for all. What comes after. */
  end(dropped: readonly number[] | undefined): Generation {
    const next = new Generation();
    this.#dropped = dropped;
    this.#next = next;
    return next;
  }

  /** What an index of this generation has become in the current one. */
  catchUp(index: number): number {
    let position = index;
    let old: Generation = this;
    for (let next = old.#next; next !== undefined; next = old.#next) {
      const dropped = old.#dropped;
      if (dropped === undefined) position = 0;
      else {
        let below = 0;
        while (below < dropped.length && (dropped[below] as number) < position) below++;
        position -= below;
      }
      old = next;
    }
    return position;
  }
}

/** The second file of faults.ts. */
class DoorError extends Error {
  readonly key: string;

  constructor(key: string) {
    super(`no key ${key}`);
    this.key = key;
  }
}

export class Door {
  open(key: string): void {
    Door.unlock(key); // @ Door.open
  }

  /** So small that it is inlined; what it throws looks alike and comes from two lines. */
  static unlock(key: string): void {
    if (key === 'caught') throw new DoorError(key); // @ caught
    throw new DoorError(key); // @ Door.unlock
  }
}

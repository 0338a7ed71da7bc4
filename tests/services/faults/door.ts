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

  /** So small that it is inlined. */
  static unlock(key: string): void {
    throw new DoorError(key); // @ Door.unlock
  }
}

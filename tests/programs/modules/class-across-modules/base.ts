export class Base {
  static made = 0;
  constructor() {
    Base.made++;
  }
  name(): string {
    return 'base';
  }
}

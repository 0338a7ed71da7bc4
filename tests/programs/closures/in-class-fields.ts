// Arrow functions in fields capture the instance; in a loop each instance has its own.
class Button {
  clicks = 0;
  onClick = (): number => ++this.clicks;
  static all: Button[] = [];
  constructor() {
    Button.all.push(this);
  }
}
const handlers = [new Button(), new Button()].map((b) => b.onClick);
handlers[0]!();
handlers[0]!();
handlers[1]!();
console.log(Button.all.map((b) => b.clicks).join());

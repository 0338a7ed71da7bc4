// What has no properties throws before the arguments are evaluated; a missing method throws after that.
function argument(text: string): string {
  console.log('evaluated', text);
  return text;
}

function attempt(name: string, action: () => unknown): void {
  try {
    console.log(name, action());
  } catch (error) {
    console.log(name, (error as Error).message);
  }
}

interface Holder {
  list: string[];
  missing?: string[];
}

const holder = { list: ['a'] } as Holder;
const lie = holder as Required<Holder>;
attempt('push', () => lie.missing.push(argument('one')));
attempt('nested', () => lie.missing.unshift('b', String(lie.missing.indexOf('c'))));
attempt('key', () => (lie.missing as unknown as Record<string, (text: string) => void>)['run'](argument('two')));
attempt('null', () => (null as unknown as string).concat(argument('three')));
attempt('optional', () => holder.missing?.push(argument('never')));
attempt('no method', () => (holder.list as unknown as { run(text: string): void }).run(argument('four')));
attempt('works', () => holder.list.push(argument('five'), argument('six')));
attempt('inert', () => lie.missing.push('seven'));

class Base {
  items?: string[];
  add(): number {
    return (this as Required<Base>).items.push(argument('eight'));
  }
}
attempt('field', () => new Base().add());

async function later(): Promise<void> {
  try {
    lie.missing.push(await Promise.resolve(argument('nine')));
  } catch (error) {
    console.log('async', (error as Error).message);
  }
}
await later();

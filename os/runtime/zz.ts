import { print } from './core/print.ts';
print(1, 'hello\n');

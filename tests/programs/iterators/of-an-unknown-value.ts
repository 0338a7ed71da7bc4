// Nobody knows what is walked before the program runs: the iterator is found through the property tables.
const parsed: unknown = JSON.parse('[1, 2]');
for (const element of parsed as number[]) console.log(element);

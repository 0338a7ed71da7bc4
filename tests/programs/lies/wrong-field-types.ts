// A value of another type than declared behaves by what it is, as under Node.
interface User {
  id: number;
  name: string;
  tags: string[];
}
const users = JSON.parse(
  '[{"id":"7","name":5,"tags":"xyz"},{"id":1.5,"name":null},{"id":null,"name":"ok","tags":["t"]}]',
) as User[];
for (const u of users) {
  console.log(u.id + 1, u.id * 2, `${u.name}`, typeof u.name, u.tags?.length);
  try {
    console.log(u.name.toUpperCase());
  } catch (e) {
    console.log((e as Error).name);
  }
  try {
    console.log(u.tags.map((t) => t + '!').join());
  } catch (e) {
    console.log((e as Error).name);
  }
}
const total = users.reduce((s, u) => s + u.id, 0);
console.log(total, typeof total);

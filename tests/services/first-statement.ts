/** A client that asks before anything else happens, while its machine has no address yet. */
import { get } from 'node:http';

get({ host: process.env['HOST'], port: Number(process.env['PEER_PORT']), path: '/early' }, (response) => {
  response.on('data', (bytes: Uint8Array) => process.stdout.write(bytes));
  response.on('close', () => process.exit(0));
}).on('error', (error) => {
  console.log(String(error));
  process.exit(1);
});

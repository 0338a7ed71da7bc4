import assert from 'node:assert/strict';
import test from 'node:test';
import { fixedAddress, fixedNameServers } from './fixed-address.ts';

test('without a setting there is no fixed address', () => {
  assert.equal(fixedAddress({ IMPORTOS_GATEWAY: '10.0.0.1' }), undefined);
  assert.equal(fixedNameServers({}), undefined);
});

test('an address has a prefix, and may have a gateway', () => {
  assert.deepEqual(fixedAddress({ IMPORTOS_ADDRESS: '10.0.0.2/24' }), {
    address: 0x0a000002,
    prefixLength: 24,
  });
  assert.deepEqual(fixedAddress({ IMPORTOS_ADDRESS: '192.0.2.9/31', IMPORTOS_GATEWAY: '192.0.2.8' }), {
    address: 0xc0000209,
    prefixLength: 31,
    gateway: 0xc0000208,
  });
  assert.deepEqual(fixedNameServers({ IMPORTOS_NAME_SERVERS: '1.1.1.1,10.0.0.1' }), [0x01010101, 0x0a000001]);
});

test('what makes no sense is refused with its name and words', () => {
  for (const text of [
    '',
    '10.0.0.2',
    '10.0.0.2/',
    '10.0.0.2/0',
    '10.0.0.2/33',
    '10.0.0.2/1.5',
    '0.0.0.0/8',
    'x/8',
  ]) {
    assert.throws(
      () => fixedAddress({ IMPORTOS_ADDRESS: text }),
      /IMPORTOS_ADDRESS is .* as in 10\.0\.0\.2\/24/,
      text,
    );
  }
  assert.throws(() => fixedAddress({ IMPORTOS_ADDRESS: '10.0.0.2/8', IMPORTOS_GATEWAY: 'gate' }), {
    message: "'gate' in IMPORTOS_GATEWAY is no address",
  });
  assert.throws(() => fixedNameServers({ IMPORTOS_NAME_SERVERS: '1.1.1.1,' }), /is no address/);
});

import { join } from 'node:path';

import { expect, it } from 'vitest';

import { parseOptions } from './options.ts';

it('The options need only a world', () => {
  expect(parseOptions(['w', '--port', '8443', '--profile', 'kaifeng'])).toEqual({
    home: join(process.env['INIT_CWD'] ?? process.cwd(), 'w'),
    id: 'sandbox',
    name: '演示印章平台',
    profile: 'kaifeng',
    port: 8443,
    operatorPort: undefined,
    without: [],
    requestsPerMinute: undefined,
    endsWithInput: false,
    bundle: undefined,
  });
});

it.each([
  [[]],
  [['a', 'b']],
  [['a', '--port', '70000']],
  [['a', '--port', 'x']],
  [['a', '--unknown']],
  [['a', '--requests-per-minute', '0']],
  [['a', '--profile', 'nowhere']],
  [['a', '--without', 'nothing']],
])('The options refuse %j', (args) => {
  expect(() => parseOptions(args)).toThrow(/npm run platform -- WORLD/);
});

import { describe, expect, it } from 'vitest';
import { isInstalled } from './node-modules.mjs';

const locked = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.6.7' },
  'node_modules/fsevents': { version: '2.3.3', optional: true },
};

describe('isInstalled', () => {
  it('is satisfied by the locked versions, without another platform’s packages', () => {
    expect(isInstalled(locked, { 'node_modules/zod': { version: '4.6.7' } })).toBe(true);
  });

  it.each([
    ['nothing was installed', undefined],
    ['a package is missing', {}],
    ['a version differs', { 'node_modules/zod': { version: '4.6.6' } }],
  ])('is not satisfied when %s', (_, installed) => {
    expect(isInstalled(locked, installed)).toBe(false);
  });
});

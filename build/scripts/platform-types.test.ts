import { expect, it } from 'vitest';
import { platformTypes, presentPlatformTypes } from './generate-platform-types.mjs';

it('the generated file has the types of the platform’s contract', async () => {
  expect(await presentPlatformTypes()).toBe(await platformTypes());
});

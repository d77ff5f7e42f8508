import { expect, it } from 'vitest';
import { platformTypes, presentPlatformTypes } from './generate-platform-types.mjs';

it('has the types that the platform’s contract gives', async () => {
  expect(await presentPlatformTypes()).toBe(await platformTypes());
});

import { expect, it } from 'vitest';
import { isSafeMakensis } from './makensis-version.mjs';

it.each([
  ['v3.09', true],
  ['v3.11-1', true],
  ['v4.0', true],
  ['v3.08-3+deb12u1', true],
  ['v3.08-3', false],
  ['v3.08', false],
  ['v2.51', false],
  ['', false],
])('The makensis %j makes safe uninstallers: %s', (version, isSafe) => {
  expect(isSafeMakensis(version)).toBe(isSafe);
});

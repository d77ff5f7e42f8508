import { describe, expect, it } from 'vitest';
import { installerVersion, windowsVersion } from './version.mjs';

/** From the oldest to the newest. */
const VERSIONS = ['0.2.0', '1.0.0-rc.1', '1.0.0-rc.2', '1.0.0', '1.0.1-rc.1', '1.0.1', '1.1.0', '2.0.0-rc.1'];

/** Numbers in the order in which Windows compares them. */
const counted = (version: string): number =>
  version.split('.').reduce((sum, part) => sum * 100_000 + Number(part), 0);

describe('A version in numbers', () => {
  it.each([windowsVersion, installerVersion])('follows those before it (%s)', (numbersOf) => {
    const numbers = VERSIONS.map((version) => counted([numbersOf(version)].flat().join('.')));
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
    expect(new Set(numbers).size).toBe(VERSIONS.length);
  });

  it.each(['1.0', '1.0.0-beta', '1.0.66'])('is refused for %s', (version) => {
    expect(() => installerVersion(version)).toThrow(version);
  });
});

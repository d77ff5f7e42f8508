import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseRelease, readReleases, type Release } from './releases.ts';

const release = (version: string, share = 1, system = 'linux'): Release => ({
  ...{ version, publishedAt: '2026-11-29T00:00:00Z', news: { 'zh-CN': '', en: '' }, share },
  packages: [{ system, architecture: 'x64', path: `${version}/p.deb` }],
});
const computer = (lot = 0.5) => ({ version: '1.0.0', system: 'linux', architecture: 'x64', lot: () => lot });
const chosen = (releases: readonly Release[], lot?: number): readonly [string | undefined, boolean] => {
  const { release: found, isLater } = chooseRelease(releases, computer(lot));
  return [found?.version, isLater];
};

describe('the release for a computer', () => {
  it('is the newest one by its version, not by its place', () => {
    expect(chosen([release('1.9.0'), release('1.10.0'), release('0.9.0')])).toEqual(['1.10.0', false]);
  });

  it.each<[string, Release[]]>([
    ['older or the same', [release('1.0.0'), release('0.9.9')]],
    ['a forerunner of this version', [release('1.0.0-rc.1')]],
    ['for another system', [release('2.0.0', 1, 'win32')]],
  ])('is none that is %s', (_, releases) => {
    expect(chosen(releases)).toEqual([undefined, false]);
  });

  it('is the one before while the newest has not reached it', () => {
    expect(chosen([release('1.2.0', 0.1), release('1.1.0')])).toEqual(['1.1.0', true]);
    expect(chosen([release('1.2.0', 0.1)])).toEqual([undefined, true]);
  });

  it('reaches as many computers as its share says, and none loses it as the share grows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (lot, share) => {
          const [version] = chosen([release('2.0.0', share)], lot);
          expect(version === '2.0.0').toBe(lot < share);
        },
      ),
    );
  });
});

const listOf = (path: string): string =>
  JSON.stringify({
    format: 'sealdesk releases 1',
    releases: [{ ...release('1.1.0'), packages: [{ system: 'linux', architecture: 'x64', path }] }],
  });

it.each([
  ['no JSON', '{'],
  ['another format', '{"format":"x","releases":[]}'],
  ['a path that leaves its folder', listOf('../../x')],
  ['a device of Windows for a path', listOf('1.1.0/aux.exe')],
  ['a path that Windows reads otherwise', listOf('1.1.0./p.exe')],
  ['a version that is none', JSON.stringify({ format: 'sealdesk releases 1', releases: [release('1.1')] })],
])('a list of releases with %s is refused', (_, text) => {
  expect(() => readReleases(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'UPDATE_DAMAGED' }));
});

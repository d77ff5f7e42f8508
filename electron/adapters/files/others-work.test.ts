import { afterEach, describe, expect, it, vi } from 'vitest';
import { thisSystem } from '../systems/this-system.ts';
import { isOthers, mayBeNoAdministratorsWork, mayBeOthersWork } from './others-work.ts';

const [ME, OTHER] = [1000, 1001];

afterEach(() => vi.restoreAllMocks());

describe.each([true, false])('a file where modes count: %s', (modesCount) => {
  it.each([
    ['the user’s own', ME, 0o600, false],
    ['the user’s own, of a group too', ME, 0o664, false],
    ['the administrator’s', 0, 0o644, false],
    ['another user’s', OTHER, 0o644, true],
    ['the user’s own, open to all', ME, 0o666, true],
  ])('that is %s may be others’ work: %#', (_what, uid, mode, mayBe) => {
    vi.spyOn(thisSystem, 'modesCount', 'get').mockReturnValue(modesCount);
    expect(mayBeOthersWork({ uid, mode }, [0, ME])).toBe(modesCount && mayBe);
    expect(isOthers({ uid }, [0, ME])).toBe(modesCount && uid === OTHER);
  });

  it.each([
    [0, 0o644, false],
    [65_534, 0o644, false],
    [ME, 0o644, true],
    [0, 0o666, true],
  ])('of user %s with mode %s may be no administrator’s: %s', (uid, mode, isNone) => {
    vi.spyOn(thisSystem, 'modesCount', 'get').mockReturnValue(modesCount);
    expect(mayBeNoAdministratorsWork({ uid, mode })).toBe(modesCount && isNone);
  });
});

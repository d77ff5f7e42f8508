import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linux } from '../systems/linux.ts';
import { openToOthers } from './fixtures/open-to-others.ts';
import { isOpenToOthers, keepHomeToOwner, makePrivateFolder } from './private-folder.ts';

const HOUR_MS = 60 * 60 * 1000;
const NOW = Date.parse('2026-11-30T02:00:00Z');

let folder: string;
let home: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-private-'));
  home = join(folder, 'home');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A system where the place of a folder keeps nobody out. It remembers which folders were kept to their owner. */
function system({ works = true }) {
  const kept: string[] = [];
  return {
    kept,
    rules: {
      modesCount: false,
      mayOthersReplace: () => false,
      isPrivateByPlace: () => false,
      keepToOwner: (path: string) => {
        kept.push(path);
        return works;
      },
      isKeptToOwner: (path: string) => works && kept.includes(path),
    },
  };
}

describe('a private folder', () => {
  it('is kept to its owner when it is made, and left as it is when it is there', () => {
    const { kept, rules } = system({});
    const store = join(home, 'store');
    makePrivateFolder(store, rules);
    makePrivateFolder(store, rules);
    expect(kept).toEqual([store]);
    expect(openToOthers(store)).toBe(0);
  });

  it('of a place that keeps others out costs nothing', () => {
    const { kept, rules } = system({});
    const inProfile = { ...rules, isPrivateByPlace: () => true };
    makePrivateFolder(join(home, 'store'), inProfile);
    keepHomeToOwner(home, NOW, inProfile);
    expect([kept, existsSync(join(home, 'rights.json'))]).toEqual([[], false]);
    expect(isOpenToOthers(home, inProfile)).toBe(false);
  });
});

describe('a home outside of the profile', () => {
  it('that an older version has made gets rights of its own at one start, and is not asked about again', () => {
    const { kept, rules } = system({});
    mkdirSync(join(home, 'store'), { recursive: true });
    expect(isOpenToOthers(home, rules)).toBe(true);
    for (const hours of [0, 1, 1000]) keepHomeToOwner(home, NOW + hours * HOUR_MS, rules);
    expect(kept).toEqual([home]);
    expect(isOpenToOthers(home, rules)).toBe(false);
  });

  it('whose list lets in somebody else, or that lies in a folder of others, is said to be open', () => {
    const { rules } = system({});
    mkdirSync(home);
    keepHomeToOwner(home, NOW, rules);
    expect(isOpenToOthers(home, { ...rules, mayOthersReplace: () => true })).toBe(true);
  });

  it('that was copied is another folder, which gets its own', () => {
    const { kept, rules } = system({});
    mkdirSync(home);
    keepHomeToOwner(home, NOW, rules);
    const copy = join(folder, 'copy');
    cpSync(home, copy, { recursive: true });
    keepHomeToOwner(copy, NOW, rules);
    expect(kept).toEqual([home, copy]);
  });

  it('whose disk keeps no rights stays open, is told to be so, and is tried again after a day', () => {
    const { kept, rules } = system({ works: false });
    mkdirSync(home);
    for (const hours of [0, 1, 23, 25, 26]) keepHomeToOwner(home, NOW + hours * HOUR_MS, rules);
    expect(kept).toEqual([home, home]);
    expect(isOpenToOthers(home, rules)).toBe(true);
  });

  it('that is not there yet is neither made nor said to be open', () => {
    const { kept, rules } = system({});
    keepHomeToOwner(home, NOW, rules);
    expect([kept, existsSync(home), isOpenToOthers(home, rules)]).toEqual([[], false, false]);
  });

  it('needs nothing on a system where modes count', () => {
    mkdirSync(home);
    keepHomeToOwner(home, NOW, linux);
    expect(existsSync(join(home, 'rights.json'))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'that others may write is said to be open where modes count',
    () => {
      mkdirSync(home);
      expect(isOpenToOthers(home, linux)).toBe(false);
      chmodSync(home, 0o777);
      expect(isOpenToOthers(home, linux)).toBe(true);
      symlinkSync(home, join(folder, 'link'));
      chmodSync(home, 0o755);
      expect(isOpenToOthers(join(folder, 'link'), linux)).toBe(false);
    },
  );
});

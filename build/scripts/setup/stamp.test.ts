import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './stamp.mjs';

describe('fingerprint', () => {
  let folder = '';
  let before = '';
  const file = (name: string) => join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stamp-'));
    mkdirSync(file('inner'));
    writeFileSync(file('inner/a.ts'), 'a');
    writeFileSync(file('b.test.ts'), 'b');
    before = fingerprint([folder]);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('stays the same while nothing changes', () => {
    expect(fingerprint([folder])).toBe(before);
  });

  it('changes with a file’s time alone', () => {
    utimesSync(file('inner/a.ts'), 1, 1);
    expect(fingerprint([folder])).not.toBe(before);
  });

  it('changes when a file is deleted', () => {
    rmSync(file('inner/a.ts'));
    expect(fingerprint([folder])).not.toBe(before);
  });

  it('leaves out unwanted files', () => {
    const isSource = (path: string) => !path.endsWith('.test.ts');
    const sources = fingerprint([folder], isSource);
    rmSync(file('b.test.ts'));
    expect(fingerprint([folder], isSource)).toBe(sources);
  });
});

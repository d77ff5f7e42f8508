import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withoutSpaces } from './node-headers.mjs';

const folder = mkdtempSync(join(tmpdir(), 'headers-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('A folder for make', () => {
  it('gets another path without spaces, where its own has one', () => {
    const spaced = join(folder, 'my clone');
    mkdirSync(spaced);
    writeFileSync(join(spaced, 'node_api.h'), 'header');
    const path = withoutSpaces(spaced);
    expect(path).not.toMatch(/\s/);
    expect(readFileSync(join(path, 'node_api.h'), 'utf8')).toBe('header');
  });

  it('keeps a path without spaces', () => {
    expect(withoutSpaces(folder)).toBe(folder);
  });
});

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { expectIntegrity } from './registry-package.mjs';

describe('expectIntegrity', () => {
  const folder = mkdtempSync(join(tmpdir(), 'integrity-'));
  const file = join(folder, 'archive.tgz');
  const integrity = `sha512-${createHash('sha512').update('as examined').digest('base64')}`;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('accepts the file that was examined', async () => {
    writeFileSync(file, 'as examined');
    await expect(expectIntegrity(file, integrity)).resolves.toBeUndefined();
  });

  it('refuses one that differs', async () => {
    writeFileSync(file, 'as examinee');
    await expect(expectIntegrity(file, integrity)).rejects.toThrow('nothing was unpacked');
  });
});

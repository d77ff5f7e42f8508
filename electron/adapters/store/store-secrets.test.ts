import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openToOthers } from '../files/fixtures/open-to-others.ts';
import { storeSecrets } from './store-secrets.ts';

describe('Secrets of the store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sealdesk-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const store = () => storeSecrets(join(folder, 'store'));

  it('are read again by another process of the same user, and stand nowhere in plain text', () => {
    const kept = store().protect('密钥 secret');
    expect(kept).not.toContain('secret');
    expect(store().protect('密钥 secret')).not.toBe(kept);
    expect(store().reveal(kept)).toBe('密钥 secret');
    expect(statSync(join(folder, 'store', 'secret.key'))).toMatchObject({ size: 32 });
  });

  it('are kept under a file that only this user can read', () => {
    store().protect('x');
    expect(openToOthers(join(folder, 'store', 'secret.key'))).toBe(0);
  });

  it('are nobody’s without that file', () => {
    const kept = store().protect('x');
    expect(storeSecrets(join(folder, 'other')).reveal(kept)).toBeNull();
    mkdirSync(join(folder, 'third'));
    copyFileSync(join(folder, 'store', 'secret.key'), join(folder, 'third', 'secret.key'));
    expect(storeSecrets(join(folder, 'third')).reveal(kept)).toBe('x');
  });

  it.each(['', 'plain:x', 'sealed:', 'sealed:AAAA'])('are not read from %j', (kept) => {
    expect(store().reveal(kept)).toBeNull();
  });

  it('are nobody’s after the file was cut short', () => {
    const kept = store().protect('x');
    writeFileSync(join(folder, 'store', 'secret.key'), 'short');
    expect(store().reveal(kept)).toBeNull();
  });

  it('cannot be kept where the folder cannot be written', () => {
    writeFileSync(join(folder, 'store'), 'a file');
    expect(() => store().protect('x')).toThrow(/ENOTDIR|EEXIST/);
  });
});

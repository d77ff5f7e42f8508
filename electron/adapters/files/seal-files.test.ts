import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealConfirmationFolder } from './seal-files.ts';

describe('the folder of seals that await confirmation', () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sealdesk-confirm-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('does not exist until a seal waits', () => {
    const confirmations = sealConfirmationFolder(home);
    expect(confirmations.awaiting()).toEqual(new Set());
    confirmations.confirm('DEMO1');
    expect(readdirSync(home)).toEqual([]);
  });

  it('holds a waiting seal, for every process, until it is confirmed', () => {
    sealConfirmationFolder(home).expect('DEMO1');
    sealConfirmationFolder(home).expect('DEMO2');
    sealConfirmationFolder(home).expect('DEMO2');
    expect(sealConfirmationFolder(home).awaiting()).toEqual(new Set(['DEMO1', 'DEMO2']));
    sealConfirmationFolder(home).confirm('DEMO1');
    expect(sealConfirmationFolder(home).awaiting()).toEqual(new Set(['DEMO2']));
  });

  it.each(['../outside', '..', '/absolute', 'a/b', 'a\\b', '中文', '%2E'])(
    'keeps the esID %s inside the folder',
    (esId) => {
      const confirmations = sealConfirmationFolder(join(home, 'world'));
      confirmations.expect(esId);
      expect(confirmations.awaiting()).toEqual(new Set([esId]));
      expect(readdirSync(home)).toEqual(['world']);
      confirmations.confirm(esId);
      expect(confirmations.awaiting()).toEqual(new Set());
      expect(existsSync(join(home, 'world'))).toBe(true);
    },
  );
});

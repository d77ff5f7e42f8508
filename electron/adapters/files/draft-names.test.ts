import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftNameFor, removeAbandonedDrafts } from './draft-names.ts';

describe('the drafts in a folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sealdesk-drafts-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A process that has ended. */
  const ended = (): Promise<number> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ['-e', '']);
      child.on('exit', () => resolve(child.pid ?? 0));
    });
  const own = draftNameFor('/documents/合同.pdf');
  const ownedBy = (id: number, start?: string): string =>
    own
      .replace(`-${process.pid}-`, `-${id}-`)
      .replace(/-\d+(\.[0-9a-f]{12})/, start === undefined ? '$&' : `-${start}$1`);
  const left = (...names: readonly string[]): string[] => {
    for (const name of names) writeFileSync(join(folder, name), 'x');
    removeAbandonedDrafts(folder);
    return readdirSync(folder).sort();
  };

  it('are removed when their process has ended', async () => {
    expect(left(ownedBy(await ended()))).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('are removed when another process has got its number', () => {
    expect(left(ownedBy(process.pid, '7'))).toEqual([]);
  });

  it('stay while their process runs', () => {
    expect(left(own)).toEqual([own]);
  });

  it('are removed after a day where the system does not tell when their process began', () => {
    const [older, newer] = [
      ownedBy(process.pid, '0'),
      ownedBy(process.pid, '0').replace('.part', '').slice(0, -12),
    ];
    const young = `${newer}${'0'.repeat(12)}.part`;
    writeFileSync(join(folder, older), 'x');
    utimesSync(join(folder, older), new Date(0), new Date(0));
    expect(left(young)).toEqual([young]);
  });

  it('stay when they are of another computer', async () => {
    const foreign = ownedBy(await ended()).replace(/\.[0-9a-f]{8}-/, '.00000000-');
    expect(left(foreign)).toEqual([foreign]);
  });

  it('are told from the files of a person', async () => {
    const names = [
      '.合同.pdf.0123456789ab.part',
      'movie.part',
      `${ownedBy(await ended())}.bak`,
      ownedBy(await ended()).slice(1),
    ];
    expect(left(...names)).toEqual([...names].sort());
  });

  it('are no folders: one of such a name stays', async () => {
    const name = ownedBy(await ended());
    mkdirSync(join(folder, name));
    expect(left()).toEqual([name]);
  });

  it('keep a long name within what file systems allow', () => {
    const name = draftNameFor(`/documents/${'合'.repeat(80)}.pdf`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(143);
  });

  it('of a folder that is not there are none', () => {
    expect(() => removeAbandonedDrafts(join(folder, 'missing'))).not.toThrow();
  });
});

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { thisSystem } from '../systems/this-system.ts';
import { openToOthers } from './fixtures/open-to-others.ts';
import { temporaryFolder, temporaryRoot, withPrivatePath } from './private-path.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'sealdesk-temporary-'))));
afterEach(() => rmSync(root, { recursive: true }));

/** Makes a folder as a process that has ended would have left it, with a copy of a register in it. @returns its name */
function leave(mode = 0o700): string {
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  const name = basename(temporaryFolder('audit', root)).replace(`-${process.pid}-`, `-${ended}-`);
  mkdirSync(join(root, name, 'store'), { recursive: true });
  writeFileSync(join(root, name, 'store', 'register.db'), 'uses');
  chmodSync(join(root, name), mode);
  return name;
}

describe('a temporary folder', () => {
  it('lies in the person’s own data where the usual place is open to others', () => {
    const open = { ...thisSystem, isPrivateByPlace: () => false, applicationData: () => join(root, 'data') };
    expect(temporaryRoot(open, join(root, 'temp-for-all'))).toBe(join(root, 'data', 'Temp'));
    expect(existsSync(join(root, 'data', 'Temp'))).toBe(true);
    const closed = { ...open, isPrivateByPlace: () => true };
    expect(temporaryRoot(closed, join(root, 'temp'))).toBe(join(root, 'temp'));
  });

  it('is kept to its owner, and removed with its path after the work', async () => {
    const folder = temporaryFolder('view', root);
    expect([openToOthers(folder), readdirSync(root)]).toEqual([0, [basename(folder)]]);
    const used = await withPrivatePath((path) => {
      writeFileSync(path, 'a view');
      return Promise.resolve(path);
    });
    expect(existsSync(join(used, '..'))).toBe(false);
  });

  it('that a killed process has left is removed with all that it holds, and one in use stays', () => {
    const [left, used] = [leave(), temporaryFolder('audit', root)];
    const next = temporaryFolder('view', root);
    const names = readdirSync(root);
    expect(names).not.toContain(left);
    expect(names).toEqual(expect.arrayContaining([basename(used), basename(next)]));
  });

  it.runIf(thisSystem.modesCount)('of such a name that others could change meanwhile stays', () => {
    const left = leave(0o777);
    temporaryFolder('view', root);
    expect(readdirSync(root)).toContain(left);
  });

  it('is told from files and folders of a person', () => {
    const names = ['sealdesk-audit-notes', 'sealdesk-view-0123abcd-1-1', 'other'];
    for (const name of names) mkdirSync(join(root, name));
    temporaryFolder('audit', root);
    expect(readdirSync(root)).toEqual(expect.arrayContaining(names));
  });
});

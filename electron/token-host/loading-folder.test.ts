import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const FILE = new URL('loading-folder.ts', import.meta.url).href;

let documents: string;
beforeEach(() => {
  documents = realpathSync(mkdtempSync(join(tmpdir(), 'sealdesk-documents-')));
});
afterEach(() => rmSync(documents, { recursive: true }));

/** The working folder of a process that is about to load a driver, and was started among documents. */
function folderBefore(driver: string): string {
  const script = `const { enterFolderOf } = await import(${JSON.stringify(FILE)});
    enterFolderOf(${JSON.stringify(driver)});
    process.stdout.write(process.cwd());`;
  const args = ['--input-type=module', '--eval', script];
  return execFileSync(process.execPath, args, { cwd: documents, encoding: 'utf8' });
}

describe('a library beside a document', () => {
  it('is not where a driver is loaded from: that is its own folder', () => {
    const own = realpathSync(mkdtempSync(join(tmpdir(), 'sealdesk-driver-')));
    try {
      expect(folderBefore(join(own, 'driver.dll'))).toBe(own);
    } finally {
      rmSync(own, { recursive: true });
    }
  });

  it('is not where it is loaded from either when the driver has no folder', () => {
    const left = folderBefore(join(documents, 'gone', 'driver.dll'));
    expect(left).toBe(dirname(realpathSync(process.execPath)));
  });
});

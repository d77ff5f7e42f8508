import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { latin1Bytes } from '../../core/bytes/encodings.ts';
import type { OfficeJob } from '../../services/conversions/office-port.ts';
import { success } from '../../shared/result.ts';
import { officePrograms } from './run-office.ts';

const folder = mkdtempSync(join(tmpdir(), 'run-office-'));
const copies = join(folder, 'copies');
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** A document for a program that is called as LibreOffice is and does what a script of the shell says. */
function job(script: string, rest: Partial<OfficeJob> = {}): OfficeJob {
  const path = join(folder, 'soffice');
  const find = 'while [ $# -gt 1 ]; do [ "$1" = --outdir ] && out=$2; shift; done';
  writeFileSync(path, `#!/bin/sh\n${find}\n${script}\n`, { mode: 0o755 });
  const source = {
    ...memorySource(latin1Bytes('a document '.repeat(100_000))),
    permissions: 0o640,
    unchanged: () => true,
    close: () => undefined,
  };
  return { program: { name: 'LibreOffice', path }, source, extension: 'docx', deadlineMs: 20_000, ...rest };
}

const COPIES = 'cp "$1" "$out/document.pdf"';

/** The groups of processes that were ended. */
function endedGroups(): () => readonly number[] {
  const kill = vi.spyOn(process, 'kill');
  return () => kill.mock.calls.map(([processId]) => processId).filter((processId) => processId < 0);
}

describe.skipIf(process.platform === 'win32')('A program that converts', () => {
  it('gets a whole copy, which is gone afterwards', async () => {
    const given = job(COPIES);
    const made = await officePrograms(copies).convert(given, (pdf) => pdf.read(0, pdf.size));
    expect(made).toEqual(success(given.source.read(0, given.source.size)));
    expect(readdirSync(copies)).toEqual([]);
  });

  it('lets other work go on while it gets its copy', async () => {
    const given = job(COPIES);
    let turns = 0;
    const read = given.source.readInto;
    const seen = new Set<number>();
    const readInto = (offset: number, target: Uint8Array): number => (seen.add(turns), read(offset, target));
    const count = (): void => {
      turns += 1;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    await officePrograms(copies).convert({ ...given, source: { ...given.source, readInto } }, () => null);
    clearImmediate(counting);
    expect(seen.size).toBeGreaterThan(1);
  });

  it('and has ended is left alone when the person cancels later', async () => {
    const groups = endedGroups();
    let cancel = (): void => undefined;
    const cancelled = new Promise<void>((resolve) => (cancel = resolve));
    await officePrograms(copies).convert(job(COPIES, { cancelled }), () => null);
    const before = groups().length;
    cancel();
    await setTimeout(10);
    expect([before, groups().length]).toEqual([1, 1]);
  });

  it('is ended once at its deadline', async () => {
    const groups = endedGroups();
    const made = await officePrograms(copies).convert(job('sleep 600', { deadlineMs: 200 }), () => null);
    expect(made).toMatchObject({ ok: false, error: { code: 'OFFICE_PROGRAM_HUNG' } });
    await setTimeout(200);
    expect(groups()).toHaveLength(1);
  });
});

import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openToOthers } from '../files/fixtures/open-to-others.ts';
import { PAPER_LIMITS } from '../../shared/model/pin-reset.ts';
import { paperFolder, plainSecrets } from './paper-folder.ts';
import { watermarkInThread } from './paper-operations.ts';

const home = mkdtempSync(join(tmpdir(), 'papers-'));
afterAll(() => rmSync(home, { recursive: true }));

const papers = paperFolder(join(home, 'pin-resets'), join(home, 'no-bundles'));
const file = (name: string, content: string): string => {
  const path = join(home, name);
  writeFileSync(path, content);
  return path;
};
const codeOf = async (outcome: Promise<{ ok: true } | { ok: false; error: { code: string } }>) => {
  const result = await outcome;
  return result.ok ? 'done' : result.error.code;
};

describe("a person's file", () => {
  it('has the type that its content says, under its own name', async () => {
    const read = await papers.read(file('scan.txt', '%PDF-1.7\n'));
    expect(read).toMatchObject({ ok: true, value: { name: 'scan.txt', type: 'pdf' } });
    expect(await codeOf(papers.read(file('scan.pdf', 'MZ')))).toBe('RESET_PAPER_TYPE');
  });

  it('is not read if it is too large or missing', async () => {
    const path = file('film.pdf', '%PDF-1.7\n');
    truncateSync(path, PAPER_LIMITS.fileBytes + 1);
    expect(await codeOf(papers.read(path))).toBe('RESET_PAPER_TOO_LARGE');
    expect(await codeOf(papers.read(join(home, 'gone.pdf')))).toBe('FILE_NOT_FOUND');
    expect(await codeOf(papers.read(''))).toBe('FILE_NOT_FOUND');
  });
});

describe('a watermarked paper', () => {
  it('is readable by its user alone, until its application is over', async () => {
    await papers.keep('KL-1', 'paper-1', Uint8Array.of(1, 2));
    const folder = join(home, 'pin-resets', 'KL-1');
    const modes = openToOthers(folder, join(folder, 'paper-1.pdf'));
    expect([modes, await papers.load('KL-1', 'paper-1')]).toEqual([
      0,
      { ok: true, value: Uint8Array.of(1, 2) },
    ]);
    await papers.discard('KL-1');
    await papers.discard('KL-1');
    expect([existsSync(folder), await codeOf(papers.load('KL-1', 'paper-1'))]).toEqual([
      false,
      'FILE_NOT_FOUND',
    ]);
  });

  it.each(['../KL', 'a/b', '..', '', 'x'.repeat(101)])('is not kept under the number %j', async (number) => {
    expect(await codeOf(papers.keep(number, 'paper-1', Uint8Array.of(1)))).toBe('PLATFORM_ANSWER_INVALID');
  });

  it('is not made without the font', async () => {
    const paper = { name: 'x', type: 'pdf', bytes: Uint8Array.of(1) } as const;
    expect(
      await codeOf(papers.watermark(paper, { purpose: 'pinReset', day: '2026-11-22', number: 'KL-1' })),
    ).toBe('FILE_NOT_FOUND');
  });
});

describe('the thread that makes a paper', () => {
  const job = {
    paper: { name: 'x', type: 'pdf', bytes: Uint8Array.of(1) },
    mark: { purpose: 'pinReset', day: '2026-11-22', number: 'KL-1' },
    font: Uint8Array.of(1),
  } as const;
  const run = (source: string, deadlineMs?: number) =>
    watermarkInThread(pathToFileURL(file('worker.mjs', source)), job, deadlineMs);
  const answering =
    "import { parentPort } from 'node:worker_threads';" +
    "parentPort.on('message', ({ id, request: { paper } }) => " +
    "parentPort.postMessage({ kind: 'answer', id, result: { ok: true, value: { pdf: paper.bytes, pages: 1 } } }));";

  it.each([
    ['throws', "throw new Error('x');"],
    ['ends without an answer', 'process.exit(0);'],
  ])('reports a damaged paper when it %s', async (_, source) => {
    expect(await codeOf(run(source))).toBe('RESET_PAPER_DAMAGED');
  });

  it('ends at its deadline, and the paper counts as damaged', async () => {
    expect(await codeOf(run('for (;;);', 100))).toBe('RESET_PAPER_DAMAGED');
  });

  it('answers with the paper that it has made', async () => {
    expect(await run(answering)).toEqual({ ok: true, value: { pdf: Uint8Array.of(1), pages: 1 } });
  });
});

describe('a secret without a key store', () => {
  it('is read again, and one that another key store protects is not', () => {
    expect(plainSecrets.reveal(plainSecrets.protect('secret'))).toBe('secret');
    expect(plainSecrets.reveal('system:AAAA')).toBeNull();
  });
});

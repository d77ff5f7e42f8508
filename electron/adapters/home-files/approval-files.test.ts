import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openToOthers } from '../files/fixtures/open-to-others.ts';
import { approvalItem, approvalRequest } from '../../core/approval/fixtures/requests.ts';
import { encodeRequestFile } from '../../core/approval/approval-request.ts';
import { LARGEST_SCAN } from '../../core/image/image-format.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { documentsBeside, readRequestFile, scanFolder, writeRequestFile } from './approval-files.ts';

const home = mkdtempSync(join(tmpdir(), 'sealdesk-scans-'));
afterAll(() => rmSync(home, { recursive: true }));

describe('a folder of scans', () => {
  const folder = join(home, 'store', 'scans');
  let engine: SmEngine;
  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(home, name), content);
    return join(home, name);
  };

  it('keeps a scan once, under its hash and readable by its owner alone', async () => {
    const scans = scanFolder(folder, engine);
    const content = '%PDF-1.4 审批单';
    const sm3 = toHex(engine.sm3(new TextEncoder().encode(content)));
    const size = Buffer.byteLength(content);
    expect(await scans.keep(file('审批单.jpg', content))).toEqual({
      ok: true,
      value: { fileName: '审批单.jpg', kind: 'pdf', size, sm3 },
    });
    expect(await scans.keep(file('再扫一次.pdf', content))).toMatchObject({ ok: true });
    expect(readdirSync(folder)).toEqual([`${sm3}.pdf`]);
    expect(readFileSync(join(folder, `${sm3}.pdf`), 'utf8')).toBe(content);
    expect(openToOthers(join(folder, `${sm3}.pdf`))).toBe(0);
  });

  it.each([
    ['another kind of file', () => file('a.pdf', 'GIF89a'), 'APPROVAL_SCAN_UNSUPPORTED'],
    ['an empty file', () => file('b.pdf', ''), 'APPROVAL_SCAN_UNSUPPORTED'],
    ['a file that is not there', () => join(home, 'missing.pdf'), 'FILE_NOT_FOUND'],
    ['a folder', () => home, 'FILE_NOT_REGULAR'],
    [
      'a file beyond every scan',
      () => {
        const path = file('c.pdf', '%PDF-1.4');
        truncateSync(path, LARGEST_SCAN + 1);
        return path;
      },
      'APPROVAL_SCAN_UNSUPPORTED',
    ],
  ])('refuses %s', async (_, path, code) => {
    expect(await scanFolder(folder, engine).keep(path())).toMatchObject({ ok: false, error: { code } });
  });
});

describe('a request file on disk', () => {
  const bytes = encodeRequestFile({ request: approvalRequest(), decision: null });

  it('is read as it was written, and replaces no file unasked', () => {
    const path = join(home, '申请.sealrequest');
    writeRequestFile(path, bytes, false);
    expect(readRequestFile(path)).toEqual(bytes);
    expect(() => writeRequestFile(path, bytes, false)).toThrow(
      expect.objectContaining({ code: 'OUTPUT_EXISTS' }),
    );
    expect(() => writeRequestFile(path, bytes, true)).not.toThrow();
  });

  it('is not read if it is larger than any request, or missing', () => {
    const path = join(home, 'large.sealrequest');
    writeFileSync(path, '');
    truncateSync(path, 64 * 1024 * 1024);
    expect(() => readRequestFile(path)).toThrow(expect.objectContaining({ code: 'APPROVAL_INVALID' }));
    expect(() => readRequestFile(join(home, 'x'))).toThrow(
      expect.objectContaining({ code: 'FILE_NOT_FOUND' }),
    );
  });

  it('finds the documents that lie beside it', () => {
    writeFileSync(join(home, '合同2.pdf'), '%PDF-1.7');
    const request = approvalRequest({ items: [approvalItem(1), approvalItem(2)] });
    expect(documentsBeside(join(home, '申请.sealrequest'), request)).toEqual([null, join(home, '合同2.pdf')]);
  });
});

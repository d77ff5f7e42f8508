import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reading, writing } from './file-errors.ts';
import {
  expectRegularTarget,
  isRegularFile,
  openRegularFile,
  readRegularFile,
  readRegularText,
} from './regular-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'regular-file-'));
const [pipe, socket, file] = ['pipe', 'socket', 'file'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];

beforeAll(() => writeFileSync(file, '印章'));
afterAll(() => rmSync(folder, { recursive: true }));

const notRegular: unknown = expect.objectContaining({ code: 'FILE_NOT_REGULAR' });

describe.skipIf(process.platform === 'win32')('a path that leads to no regular file', () => {
  let server: Server | undefined;
  beforeAll(async () => {
    execFileSync('mkfifo', [pipe]);
    server = createServer();
    await new Promise<void>((resolve) => server?.listen(socket, resolve));
  });
  afterAll(() => server?.close());

  it.each([
    ['a pipe that nobody writes to', () => pipe],
    ['a socket', () => socket],
    ['a folder', () => folder],
    ['an endless device', () => '/dev/zero'],
    ['a link to a pipe', () => (symlinkSync(pipe, join(folder, 'link')), join(folder, 'link'))],
  ])('is refused at once: %s', (_, path) => {
    const where = path();
    expect(() => readRegularFile(where)).toThrow(notRegular);
    expect(() => reading(() => openRegularFile(where))).toThrow(notRegular);
    expect(isRegularFile(where)).toBe(false);
    expect(() => writing(() => expectRegularTarget(where))).toThrow(
      expect.objectContaining({ code: 'OUTPUT_UNWRITABLE' }),
    );
  });
});

describe('a regular file', () => {
  it('is read whole', () => {
    expect(readRegularText(file)).toBe('印章');
    expect(readRegularFile(file)).toHaveLength(6);
    expect(isRegularFile(file)).toBe(true);
    expect(() => expectRegularTarget(file)).not.toThrow();
  });

  it('is not read beyond the budget of its reader', () => {
    expect(() => readRegularFile(file, { most: 5 })).toThrow(
      expect.objectContaining({ code: 'FILE_OVER_BUDGET', details: { budget: 'fileBytes', most: 5 } }),
    );
    const tooLarge = (size: number): Error => new RangeError(String(size));
    expect(() => readRegularFile(file, { most: 5, tooLarge })).toThrow(new RangeError('6'));
  });

  it('that is missing keeps the error of the system', () => {
    expect(() => readRegularFile(join(folder, 'none'))).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    expect(isRegularFile(join(folder, 'none'))).toBe(false);
  });
});

import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { concatBytes, equalBytes } from '../../core/bytes/byte-arrays.ts';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { CodedError } from '../../shared/errors.ts';
import { copyAndHash } from './copy-and-hash.ts';

const MEGABYTE = 1024 * 1024;

/** A disk whose reads and writes take their time, and are under way or done. */
function slowDisk(content: Uint8Array, size = content.length) {
  const memory = memorySource(content);
  const written: Uint8Array[] = [];
  const hashed: Uint8Array[] = [];
  let underWay = 0;
  const taking = async <T>(work: () => T): Promise<T> => {
    underWay += 1;
    await pause(Math.random() * 2);
    underWay -= 1;
    return work();
  };
  return {
    input: {
      size,
      readInto: memory.readInto,
      readLater: (offset: number, target: Uint8Array) => taking(() => memory.readInto(offset, target)),
    },
    draft: {
      write: () => undefined,
      // The bytes are taken when the write is done: memory that was used again meanwhile would show.
      writeLater: (bytes: Uint8Array) => taking(() => void written.push(bytes.slice())),
      settled: () => taking(() => undefined),
    },
    hasher: { update: (bytes: Uint8Array) => void hashed.push(bytes.slice()) },
    written,
    hashed,
    isIdle: () => underWay === 0,
  };
}

const bytesOf = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 11)) & 0xff);

describe('a copy that is hashed meanwhile', () => {
  it('is the file, and so is what was hashed, whatever its size', async () => {
    const size = fc.constantFrom(0, 1, 4_096, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 2 * MEGABYTE, 3_500_000);
    await fc.assert(
      fc.asyncProperty(size, async (length) => {
        const content = bytesOf(length);
        const disk = slowDisk(content);
        const steps: number[] = [];
        await copyAndHash({ ...disk, step: async (done) => void steps.push(done) });
        expect(equalBytes(concatBytes(...disk.written), content)).toBe(true);
        expect(equalBytes(concatBytes(...disk.hashed), content)).toBe(true);
        expect(steps.at(-1) ?? 0).toBe(length);
        expect(disk.isIdle()).toBe(true);
      }),
      { numRuns: 16 },
    );
  });

  it('ends with FILE_CHANGED where the file ends early, or as its steps do, and leaves nothing under way', async () => {
    const short = slowDisk(bytesOf(MEGABYTE + 5), 2 * MEGABYTE);
    const changed = copyAndHash({ ...short, step: () => Promise.resolve() });
    await expect(changed).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    expect(short.isIdle()).toBe(true);
    const stopped = slowDisk(bytesOf(3 * MEGABYTE));
    const step = (): Promise<void> => Promise.reject(new CodedError('CANCELLED'));
    await expect(copyAndHash({ ...stopped, step })).rejects.toThrow('CANCELLED');
    expect(stopped.isIdle()).toBe(true);
  });

  it('fails as reading and writing do, at whatever time', async () => {
    const full = slowDisk(bytesOf(3 * MEGABYTE));
    const writeLater = (): Promise<void> => Promise.reject(new CodedError('DISK_FULL'));
    const step = (): Promise<void> => pause(5);
    await expect(copyAndHash({ ...full, draft: { ...full.draft, writeLater }, step })).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    const unflushed = slowDisk(bytesOf(MEGABYTE));
    const settled = writeLater;
    await expect(
      copyAndHash({ ...unflushed, draft: { ...unflushed.draft, settled }, step }),
    ).rejects.toMatchObject({ code: 'DISK_FULL' });
    const gone = slowDisk(bytesOf(3 * MEGABYTE));
    const readLater = (offset: number, target: Uint8Array): Promise<number> =>
      offset > 0 ? Promise.reject(new CodedError('FILE_UNREADABLE')) : gone.input.readLater(offset, target);
    await expect(copyAndHash({ ...gone, input: { ...gone.input, readLater }, step })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });
});

import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { windows } from '../systems/windows.ts';
import { FileMoves, nodeCalls } from './file-moves.ts';
import { systemError } from './fixtures/held-files.ts';
import { createDraftFile, outputPathFor, removeUnfinishedDrafts } from './node-files.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('a draft file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sealdesk-draft-'));
  });

  it('may have as long a name as the file system takes', () => {
    const name = `${'章'.repeat(83)}.pdf`;
    const draft = createDraftFile(join(folder, name), 0o644);
    draft.publish();
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('has all bytes of a large file that the disk took while it was written', async () => {
    const path = join(folder, 'large.pdf');
    const piece = Uint8Array.from({ length: 1024 * 1024 }, (_, at) => (at * 7 + (at >> 9)) & 0xff);
    const draft = createDraftFile(path, 0o600);
    for (let count = 0; count < 34; count += 1) await draft.writeLater?.(piece);
    await draft.settled?.();
    draft.publish();
    const written = readFileSync(path);
    expect(written.length).toBe(34 * piece.length);
    for (let at = 0; at < written.length; at += piece.length) {
      expect(written.subarray(at, at + piece.length).equals(piece)).toBe(true);
    }
  });

  it('that was published is not waited for again when another program holds it', () => {
    let waitedMs = 0;
    const remove = (): void => {
      throw systemError('EBUSY');
    };
    const pause = (durationMs: number): void => void (waitedMs += durationMs);
    const moves = new FileMoves({ ...nodeCalls, remove, pause }, windows);
    const path = join(folder, 'out.pdf');
    const draft = createDraftFile(path, 0o600, moves);
    draft.publish();
    const untilPublished = waitedMs;
    draft.discard();
    expect([existsSync(path), waitedMs]).toEqual([true, untilPublished]);
  });

  it.each([0o600, 0o400, 0o700])('keeps from others what the original with mode %o kept', (permissions) => {
    const path = join(folder, 'out.pdf');
    createDraftFile(path, permissions).publish();
    const { mode } = statSync(path);
    // Windows tells no rights of others in these bits.
    expect(process.platform === 'win32' ? 0 : mode & 0o077).toBe(0);
    expect(mode & 0o600).toBe(0o600);
  });

  it('is removed when the process is told to end, unless it is published', () => {
    createDraftFile(join(folder, 'one.pdf'), 0o644).publish();
    createDraftFile(join(folder, 'two.pdf'), 0o644).write(bytes('half'));
    removeUnfinishedDrafts();
    expect(readdirSync(folder)).toEqual(['one.pdf']);
  });

  it('is published whole under its final name, and nothing else stays', () => {
    const draft = createDraftFile(join(folder, 'out.pdf'), 0o644);
    draft.write(bytes('hello '));
    draft.write(bytes('world'));
    draft.writeAt(0, bytes('H'));
    expect(draft.asSource().size).toBe(11);
    expect(draft.asSource().read(0, 5)).toEqual(bytes('Hello'));
    expect(readdirSync(folder)).not.toContain('out.pdf');
    draft.publish();
    draft.discard();
    expect(readdirSync(folder)).toEqual(['out.pdf']);
    expect(readFileSync(join(folder, 'out.pdf'), 'utf8')).toBe('Hello world');
  });

  it('leaves nothing behind when it is discarded', () => {
    const draft = createDraftFile(join(folder, 'out.pdf'), 0o644);
    draft.write(bytes('secret'));
    draft.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never replaces a file that was there before', () => {
    writeFileSync(join(folder, 'out.pdf'), 'mine');
    expect(codeOf(() => createDraftFile(join(folder, 'out.pdf'), 0o644))).toBe('OUTPUT_EXISTS');
    expect(readdirSync(folder)).toEqual(['out.pdf']);
  });

  it('never replaces a file that appeared meanwhile', () => {
    const draft = createDraftFile(join(folder, 'out.pdf'), 0o644);
    draft.write(bytes('sealed'));
    writeFileSync(join(folder, 'out.pdf'), 'mine');
    expect(codeOf(() => draft.publish())).toBe('OUTPUT_EXISTS');
    draft.discard();
    expect(readFileSync(join(folder, 'out.pdf'), 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['out.pdf']);
  });

  it('does not write through a dangling link', () => {
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'out.pdf'));
    const draft = createDraftFile(join(folder, 'out.pdf'), 0o644);
    expect(codeOf(() => draft.publish())).toBe('OUTPUT_EXISTS');
    draft.discard();
    expect(readdirSync(folder)).toEqual(['out.pdf']);
  });

  it('reports a folder that it cannot write to', () => {
    expect(codeOf(() => createDraftFile(join(folder, 'absent', 'out.pdf'), 0o644))).toBe('OUTPUT_UNWRITABLE');
  });
});

const contracts = join('documents', 'contracts');
const pathFor = (name: string, taken: readonly string[]): string =>
  outputPathFor(join(contracts, name), (path) => taken.includes(path));

describe('outputPathFor', () => {
  it('adds 已盖章 to the name', () => {
    expect(pathFor('采购合同.pdf', [])).toBe(join(contracts, '采购合同_已盖章.pdf'));
  });

  it('numbers from 2 while names are taken', () => {
    const taken = [join(contracts, 'a_已盖章.pdf'), join(contracts, 'a_已盖章(2).pdf')];
    expect(pathFor('a.pdf', taken)).toBe(join(contracts, 'a_已盖章(3).pdf'));
  });

  it('adds the word again for a document that was sealed before', () => {
    const sealed = join(contracts, 'a_已盖章.pdf');
    expect(pathFor('a_已盖章.pdf', [sealed])).toBe(join(contracts, 'a_已盖章_已盖章.pdf'));
  });

  it('gives an extension to a file without one', () => {
    expect(pathFor('scan', [])).toBe(join(contracts, 'scan_已盖章.pdf'));
  });
});

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FileMoves, nodeCalls } from '../files/file-moves.ts';
import { systemError } from '../files/fixtures/held-files.ts';
import { linux } from '../systems/linux.ts';
import { windows } from '../systems/windows.ts';
import { heedWishes } from './let-go.ts';
import { setAside } from './store-files.ts';

describe('a database that another process has open on Windows', () => {
  let folder: string;
  let file: string;
  let isOpen: boolean;
  let moves: FileMoves;
  let end = (): void => undefined;
  beforeEach(() => {
    vi.useFakeTimers();
    folder = mkdtempSync(join(tmpdir(), 'sealdesk-let-go-'));
    file = join(folder, 'register.db');
    writeFileSync(file, 'damaged');
    isOpen = true;
    const rename = (path: string, name: string): void => {
      if (isOpen) throw systemError('EBUSY');
      nodeCalls.rename(path, name);
    };
    // Time passes for the other process while this one waits.
    const pause = (durationMs: number): void => void vi.advanceTimersByTime(durationMs);
    moves = new FileMoves({ ...nodeCalls, rename, pause }, windows);
  });
  afterEach(() => {
    end();
    vi.useRealTimers();
    rmSync(folder, { recursive: true });
  });
  const letGo = (): void => {
    isOpen = false;
  };

  it('is set aside once the other has let go of it at our wish', () => {
    end = heedWishes(file, letGo, windows);
    const target = setAside(file, 'damaged', { moves, rules: windows });
    expect(readFileSync(target, 'utf8')).toBe('damaged');
    expect(readdirSync(folder)).toEqual(['set-aside']);
  });

  it('stays where it is when the other keeps it, and the wish does not outlive us', () => {
    end = heedWishes(file, () => undefined, windows);
    expect(() => setAside(file, 'damaged', { moves, rules: windows })).toThrow('EBUSY');
    expect(readdirSync(folder).sort()).toEqual(['register.db', 'set-aside']);
  });

  it('is not let go of for a wish of a process that died', () => {
    writeFileSync(`${file}.let-go`, '1');
    utimesSync(`${file}.let-go`, new Date(0), new Date(0));
    end = heedWishes(file, letGo, windows);
    vi.advanceTimersByTime(5_000);
    expect(isOpen).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('stays open while a wish cannot be looked at', () => {
    symlinkSync(`${file}.let-go`, `${file}.let-go`);
    end = heedWishes(file, letGo, windows);
    vi.advanceTimersByTime(5_000);
    expect(isOpen).toBe(true);
  });

  it('is set aside although the wish stays', () => {
    isOpen = false;
    const rename = (path: string, name: string): void => {
      nodeCalls.rename(path, name);
      rmSync(`${file}.let-go`);
      // No file is removed by this name any more.
      mkdirSync(`${file}.let-go`);
    };
    const target = setAside(file, 'damaged', {
      moves: new FileMoves({ ...nodeCalls, rename }, windows),
      rules: windows,
    });
    expect(readFileSync(target, 'utf8')).toBe('damaged');
  });

  it('is moved without a wish where open files can be moved', () => {
    isOpen = false;
    let wished = false;
    const rename = (path: string, name: string): void => {
      wished ||= existsSync(`${file}.let-go`);
      nodeCalls.rename(path, name);
    };
    setAside(file, 'damaged', { moves: new FileMoves({ ...nodeCalls, rename }, linux), rules: linux });
    expect([wished, existsSync(file)]).toEqual([false, false]);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linux } from '../systems/linux.ts';
import { windows } from '../systems/windows.ts';
import { systemErrorName } from './file-errors.ts';
import { FileMoves, fileMoves } from './file-moves.ts';
import { HeldFiles } from './fixtures/held-files.ts';

const DRAFT = 'C:\\用户\\.合同.part';
const OUTPUT = 'C:\\用户\\合同.pdf';

function nameOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    return systemErrorName(error) ?? String(error);
  }
  return 'no error';
}

describe('a draft on Windows', () => {
  let model: HeldFiles;
  let moves: FileMoves;
  beforeEach(() => {
    model = new HeldFiles();
    moves = new FileMoves(model.calls, windows);
    model.write(DRAFT, 'sealed');
  });

  it('has its name although a scanner holds it, and is removed later', () => {
    model.hold(DRAFT, 60_000);
    expect(nameOf(() => moves.publish(DRAFT, OUTPUT))).toBe('no error');
    expect(model.content()).toEqual({ [DRAFT]: 'sealed', [OUTPUT]: 'sealed' });
    model.nowMs += 60_000;
    moves.discard('C:\\用户\\.another.part');
    expect(model.content()).toEqual({ [OUTPUT]: 'sealed' });
  });

  it.each(windows.passing)('gets its name when %s passes within a second', (code) => {
    model.hasLinks = false;
    model.hold(DRAFT, 1000, code);
    moves.publish(DRAFT, OUTPUT);
    expect(model.content()).toEqual({ [OUTPUT]: 'sealed' });
  });

  it('that stays held gives its reserved name back', () => {
    model.hasLinks = false;
    model.hold(DRAFT, 60_000);
    expect(nameOf(() => moves.publish(DRAFT, OUTPUT))).toBe('EBUSY');
    expect(model.content()).toEqual({ [DRAFT]: 'sealed' });
  });

  it('does not wait for what does not pass', () => {
    model.hasLinks = false;
    model.faults.set('rename', ['ENOSPC']);
    expect(nameOf(() => moves.publish(DRAFT, OUTPUT))).toBe('ENOSPC');
    expect(model.nowMs).toBe(0);
    expect(model.content()).toEqual({ [DRAFT]: 'sealed' });
  });

  it('is not told that its name is taken by a link that a file server made in silence', () => {
    model.failsAfterLink = true;
    expect(nameOf(() => moves.publish(DRAFT, OUTPUT))).toBe('no error');
    expect(model.content()).toEqual({ [OUTPUT]: 'sealed' });
  });

  it('leaves the file that has its name', () => {
    model.write(OUTPUT, 'of the person');
    expect(nameOf(() => moves.publish(DRAFT, OUTPUT))).toBe('EEXIST');
    expect(model.content()).toEqual({ [DRAFT]: 'sealed', [OUTPUT]: 'of the person' });
  });

  it('never costs anybody a file, whatever fails and however often', () => {
    const code = fc.constantFrom('EBUSY', 'EPERM', 'EACCES', 'EIO', 'ENOSPC');
    const faults = fc.record({
      ...{ link: fc.array(code), rename: fc.array(code), remove: fc.array(code) },
      ...{ reserve: fc.array(code), release: fc.array(code) },
    });
    fc.assert(
      fc.property(faults, fc.boolean(), fc.boolean(), fc.boolean(), (failing, hasLinks, fails, isTaken) => {
        const folder = new HeldFiles();
        folder.write(DRAFT, 'sealed');
        if (isTaken) folder.write(OUTPUT, 'of the person');
        folder.hasLinks = hasLinks;
        folder.failsAfterLink = fails;
        for (const [call, codes] of Object.entries(failing)) {
          folder.faults.set(call as keyof typeof failing, [...codes]);
        }
        const outcome = nameOf(() => new FileMoves(folder.calls, windows).publish(DRAFT, OUTPUT));
        const { [DRAFT]: draft, [OUTPUT]: output } = folder.content();
        if (isTaken)
          expect([outcome === 'no error', draft, output]).toEqual([false, 'sealed', 'of the person']);
        else if (outcome === 'no error') expect(output).toBe('sealed');
        else {
          expect(draft).toBe('sealed');
          // An empty name alone may stay, where it cannot be removed either.
          expect(output ?? '').toBe('');
          expect(outcome).not.toBe('EEXIST');
        }
      }),
    );
  });
});

describe('a file that takes the place of another', () => {
  it('waits on Windows until whoever reads the other is done', () => {
    const model = new HeldFiles();
    model.write('keys.json', 'old');
    model.write('.keys.json.part', 'new');
    model.hold('keys.json', 1200, 'EPERM');
    new FileMoves(model.calls, windows).replace('.keys.json.part', 'keys.json');
    expect(model.content()).toEqual({ 'keys.json': 'new' });
  });

  it('leaves both when the other stays held', () => {
    const model = new HeldFiles();
    model.write('keys.json', 'old');
    model.write('.keys.json.part', 'new');
    model.hold('keys.json', 60_000);
    const replace = (): void => new FileMoves(model.calls, windows).replace('.keys.json.part', 'keys.json');
    expect(nameOf(replace)).toBe('EBUSY');
    expect(model.content()).toEqual({ 'keys.json': 'old', '.keys.json.part': 'new' });
    expect(model.nowMs).toBeLessThan(2000);
  });

  it('is told of a lack of rights at once where no scanner explains it', () => {
    const model = new HeldFiles();
    model.write('draft', 'new');
    model.hold('keys.json', 60_000, 'EACCES');
    expect(nameOf(() => new FileMoves(model.calls, linux).replace('draft', 'keys.json'))).toBe('EACCES');
    expect(model.nowMs).toBe(0);
  });
});

/**
 * Holds a file for some time, on Windows as a scanner does: without sharing its removal, which no call of Node does. Elsewhere that
 * hinders nobody.
 */
const HOLD = `
const [path, durationMs] = process.argv.slice(1);
if (process.platform === 'win32') {
  const declaration = 'void *__stdcall CreateFileW(str16, uint32_t, uint32_t, void *, uint32_t, uint32_t, void *)';
  const [READ, SHARE_READ, OPEN_EXISTING] = [0x80000000, 1, 3];
  require('koffi').load('kernel32.dll').func(declaration)(path, READ, SHARE_READ, null, OPEN_EXISTING, 0, null);
} else require('node:fs').openSync(path);
process.stdout.write('held');
// Nothing but the end of the process lets go of the file.
setTimeout(() => process.exit(0), Number(durationMs));
`;

describe('a file that another process holds', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sealdesk-印章-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** @returns what resolves when the process lets go */
  const held = async (path: string, durationMs: number): Promise<{ readonly over: Promise<unknown> }> => {
    const stdio = ['ignore', 'pipe', 'inherit'] as const;
    const child = spawn(process.execPath, ['-e', HOLD, path, String(durationMs)], { stdio: [...stdio] });
    const over = once(child, 'exit');
    await once(child.stdout, 'data');
    return { over };
  };

  it('gets its name all the same, and loses the name of its draft later', async () => {
    const [draft, output] = [join(folder, '.合同.part'), join(folder, '合同.pdf')];
    writeFileSync(draft, 'sealed');
    const { over } = await held(draft, 1000);
    fileMoves.publish(draft, output);
    expect(readFileSync(output, 'utf8')).toBe('sealed');
    await over;
    fileMoves.discard(join(folder, '.another.part'));
    expect(readdirSync(folder)).toEqual(['合同.pdf']);
  });

  it('is replaced as soon as that process lets go', async () => {
    const [draft, output] = [join(folder, '.keys.part'), join(folder, 'keys.json')];
    writeFileSync(output, 'old');
    writeFileSync(draft, 'new');
    const { over } = await held(output, 400);
    fileMoves.replace(draft, output);
    expect([readFileSync(output, 'utf8'), readdirSync(folder)]).toEqual(['new', ['keys.json']]);
    await over;
  });
});

describe('the files of this system', () => {
  it('are published, replaced and removed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealdesk-moves-'));
    const [draft, output] = [join(folder, 'draft'), join(folder, 'output')];
    writeFileSync(draft, 'one');
    fileMoves.publish(draft, output);
    expect(readdirSync(folder)).toEqual(['output']);
    writeFileSync(draft, 'two');
    expect(nameOf(() => fileMoves.publish(draft, output))).toBe('EEXIST');
    fileMoves.replace(draft, output);
    expect(readFileSync(output, 'utf8')).toBe('two');
    fileMoves.remove(output);
    fileMoves.remove(output);
    mkdirSync(join(folder, '印章', 'b'), { recursive: true });
    writeFileSync(join(folder, '印章', 'b', 'c'), '');
    fileMoves.discardTree(folder);
    fileMoves.discardTree(folder);
    expect(existsSync(folder)).toBe(false);
  });
});

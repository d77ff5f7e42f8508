import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { latin1Bytes } from '../../core/bytes/encodings.ts';
import type { Home } from '../../home/home.ts';
import type { ConversionPorts } from '../../services/conversions/convert-document.ts';
import { success } from '../../shared/result.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../end/exit-status.ts';
import { convert } from './convert.ts';

let out = '';
beforeEach(() => {
  out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
});
afterEach(() => vi.restoreAllMocks());

/** A command over files that are all pictures. @param made is told of each page that is made */
function world(made: (context: CommandContext) => void) {
  let status: ExitStatus = EXIT.done;
  let onSignal: (() => boolean) | null = null;
  const written: string[] = [];
  const ports: ConversionPorts = {
    holding: (path, work) => work({ path, descriptor: -1, size: 0, modifiedAtMs: 0, permissions: 0o640 }),
    files: {
      open: () => ({
        ...memorySource(latin1Bytes('\x89PNG\r\n\x1a\n')),
        permissions: 0o640,
        unchanged: () => true,
        close: () => undefined,
      }),
      createDraft: (path) => ({
        write: () => undefined,
        writeAt: () => undefined,
        asSource: () => memorySource(new Uint8Array()),
        holds: () => true,
        publish: () => void written.push(path),
        discard: () => undefined,
      }),
    },
    office: { find: () => [], convert: () => Promise.reject(new Error('no program is needed')) },
    pageOfPicture: () => {
      made(context);
      return Promise.resolve(success(new Uint8Array()));
    },
    nameOf: (name) => ({ name, extension: 'png' }),
    beside: (path) => `${path}.pdf`,
  };
  const context = {
    home: () => Promise.resolve({ conversions: () => Promise.resolve(ports) } as Partial<Home> as Home),
    endWith: (wanted) => void (status = wanted),
    exitStatus: () => status,
    takeSignals: (handler) => void (onSignal = handler),
    endsItself: () => onSignal?.() ?? false,
  } as Partial<CommandContext> as CommandContext;
  return { context, written, status: () => status };
}

describe('Converting several pictures', () => {
  it('stops before the next one when it is cancelled', async () => {
    const { context, written, status } = world((at) => void at.endsItself());
    await convert(context).parseAsync(['/in/a.png', '/in/b.png', '/in/c.png', '--json'], { from: 'user' });
    expect(written).toEqual([resolve('/in/a.png.pdf')]);
    expect(out.trim().split('\n')).toHaveLength(2);
    expect(out).toContain('CANCELLED');
    expect(status()).toBe(EXIT.unexpected);
  });

  it('makes a page of each when nobody cancels', async () => {
    const { context, written, status } = world(() => undefined);
    await convert(context).parseAsync(['/in/a.png', '/in/b.png', '--json'], { from: 'user' });
    expect(written).toEqual([resolve('/in/a.png.pdf'), resolve('/in/b.png.pdf')]);
    expect(status()).toBe(EXIT.done);
  });
});

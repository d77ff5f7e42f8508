import { describe, expect, it } from 'vitest';
import { CodedError } from '../shared/errors.ts';
import { connect } from './client.ts';
import { forwarding, handlersOf, latePort, methods, remotePort, type Implementation } from './methods.ts';
import { serve } from './server.ts';
import { portPair } from './stand-in.ts';

interface Archive {
  find(name: string, count: number): Promise<readonly string[]>;
  pack(name: string, progress: (done: number, total: number) => void): Promise<string>;
  close(): Promise<void>;
}
interface Lockable {
  read(order: { readonly input: { readonly password: Uint8Array } }): Promise<string>;
}
const archiveMethods = methods<Archive>({
  find: {},
  pack: { tellsProgress: true },
  close: { endsPort: true },
});

/** Returns an archive whose implementation lies on the other side of a wire. */
function remoteArchive(implementation: Partial<Implementation<Archive>>, signal?: AbortSignal): Archive {
  const whole: Implementation<Archive> = {
    find: (name, count) => Array<string>(count).fill(name),
    pack: (name) => name,
    close: () => undefined,
    ...implementation,
  };
  const { near, far } = portPair();
  serve(archiveMethods, handlersOf<Archive>(archiveMethods, whole), far);
  const connection = connect(archiveMethods, () => near, {
    failure: (why) => new Error(`the archive: ${JSON.stringify(why)}`),
  });
  return remotePort<Archive>(archiveMethods, connection.calls, () => signal ?? new AbortController().signal);
}

describe('a remote port', () => {
  it('passes all parameters of a method and answers as its implementation does', async () => {
    const archive = remoteArchive({});
    expect(await archive.find('a', 2)).toEqual(['a', 'a']);
    expect(await archive.close()).toBeUndefined();
  });

  it('calls back with the progress of a method', async () => {
    const told: number[][] = [];
    const archive = remoteArchive({
      pack: (name, progress) => {
        progress(1, 2);
        progress(2, 2);
        return `${name}.zip`;
      },
    });
    expect(await archive.pack('a', (...progress) => told.push(progress))).toBe('a.zip');
    expect(told).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('zeroes its copy of a password once the method has answered, and leaves the other side its own', async () => {
    const { near, far } = portPair();
    const table = methods<Lockable>({ read: {} });
    let received: Uint8Array | undefined;
    const answer = ({ input }: Parameters<Lockable['read']>[0]): string => {
      received = input.password;
      return new TextDecoder().decode(received);
    };
    serve(table, handlersOf<Lockable>(table, { read: answer }), far);
    const { calls } = connect(table, () => near, { failure: () => new Error() });
    const password = new TextEncoder().encode('secret');
    expect(await remotePort<Lockable>(table, calls).read({ input: { password } })).toBe('secret');
    expect([received, password]).toEqual([new Uint8Array(6), new TextEncoder().encode('secret')]);
  });

  it('rejects with the CodedError that the implementation throws', async () => {
    const archive = remoteArchive({
      find: () => Promise.reject(new CodedError('STORE_BUSY', 'busy', { deadlineMs: 1 })),
    });
    await expect(archive.find('a', 1)).rejects.toMatchObject({
      code: 'STORE_BUSY',
      details: { deadlineMs: 1 },
    });
  });

  it('rejects with an Error when an invariant breaks in the implementation', async () => {
    const archive = remoteArchive({
      find: () => {
        throw new TypeError('no such thing');
      },
    });
    const outcome = archive.find('a', 1);
    await expect(outcome).rejects.toThrow('no such thing');
    await expect(outcome).rejects.not.toBeInstanceOf(CodedError);
  });

  it('rejects a method that tells progress when its signal is aborted', async () => {
    const controller = new AbortController();
    const archive = remoteArchive(
      {
        pack: async (name, progress) => {
          for (let done = 0; done < 1000; done += 1) {
            progress(done, 1000);
            await new Promise((resolve) => setTimeout(resolve));
          }
          return name;
        },
      },
      controller.signal,
    );
    const outcome = archive.pack('a', () => controller.abort());
    await expect(outcome).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('rejects with the Error of a connection that ends', async () => {
    const { near, far } = portPair();
    const { calls } = connect(archiveMethods, () => near, {
      failure: ({ cause }) => new Error(`the archive ${cause}`),
    });
    const outcome = remotePort<Archive>(archiveMethods, calls).find('a', 1);
    far.end?.();
    await expect(outcome).rejects.toThrow('the archive ended');
  });
});

describe('a forwarding object', () => {
  it('has each method of the port and passes its name and parameters on', () => {
    const port = forwarding<{ add(a: number, b: number): string }>({ add: null }, (...call) => call);
    expect(port.add(1, 2)).toEqual(['add', [1, 2]]);
  });
});

describe('a late port', () => {
  const names = { add: null };
  interface Sums {
    add(a: number, b: number): Promise<number>;
  }

  it('loads its implementation once, with the first call', async () => {
    let loads = 0;
    const port = latePort<Sums>(names, () => {
      loads += 1;
      return Promise.resolve({ add: (a, b) => Promise.resolve(a + b) });
    });
    expect(loads).toBe(0);
    expect(await Promise.all([port.add(1, 2), port.add(3, 4)])).toEqual([3, 7]);
    expect(loads).toBe(1);
  });

  it('rejects each call as the load did', async () => {
    const port = latePort<Sums>(names, () => Promise.reject(new CodedError('FILE_NOT_FOUND')));
    for (const call of [port.add(1, 2), port.add(1, 2)]) {
      await expect(call).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    }
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromHex, toHex } from '../bytes/encodings.ts';
import { loadSmEngine } from './load-engine.ts';

const ABC = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('loadSmEngine', () => {
  it('takes our own engine', async () => {
    expect((await loadSmEngine()).origin).toBe('own');
  });

  it('takes the libraries where our own does not start', async () => {
    const engine = await loadSmEngine(() => {
      throw new TypeError('refused');
    });
    expect([engine.origin, toHex(engine.sm3(fromHex('616263')))]).toEqual(['libraries', ABC]);
  });

  it('takes the libraries in a runtime without WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    vi.resetModules();
    const { loadSmPrimitives } = await import('./load-primitives.ts');
    const { primitives, origin } = await loadSmPrimitives();
    expect([origin, toHex(primitives.sm3(fromHex('616263')))]).toEqual(['libraries', ABC]);
  });
});

import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../electron/shared/result.ts';
import type { LastPlacementOffer, Preset } from '../../../electron/shared/model/preset.ts';
import { contract, type ContractHandlers } from '../../../electron/wire/window/contract.ts';
import type { FoundSeal } from '../../../electron/wire/window/presets.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { createPresetStore, type PresetEffects } from './preset-store.ts';

const PLACED = [
  { tokenSerial: 'T1', esId: 'E1', target: { kind: 'place', page: 0, xMm: 10, yMm: 20 } },
] as const;
const FOUND: FoundSeal = { ...PLACED[0], name: '公章', widthMm: 40, heightMm: 40 };
const PRESET: Preset = { name: '合同用印', seals: [] };

function setUp(handlers: Partial<ContractHandlers['presets']>, effects: Partial<PresetEffects> = {}) {
  const { client } = createStandIn(contract, { presets: { list: () => success([PRESET]), ...handlers } });
  const taken: (readonly FoundSeal[])[] = [];
  const store = createPresetStore(client.presets, {
    ...{ placed: () => PLACED, take: (seals) => taken.push(seals) },
    ...effects,
  });
  return { store, taken };
}

describe('createPresetStore', () => {
  it('Keeps the present list, and replaces a preset of that name only when the person says so', async () => {
    const asked: boolean[] = [];
    const { store } = setUp({
      save: ({ seals, replaces }) => {
        expect(seals).toEqual(PLACED);
        asked.push(replaces);
        return replaces ? success(null) : failure({ code: 'PRESET_EXISTS', details: { preset: '合同用印' } });
      },
    });
    await store.getState().save('合同用印', false);
    const { notice } = store.getState();
    if (notice?.kind !== 'taken') throw new Error(`said ${notice?.kind ?? 'nothing'}`);
    await notice.replace();
    expect([asked, store.getState().notice, store.getState().presets]).toEqual([
      [false, true],
      { kind: 'saved', name: '合同用印' },
      [PRESET],
    ]);
  });

  it('Saves nothing while nothing is placed', async () => {
    const { store } = setUp({ save: () => failure({ code: 'INTERNAL' }) }, { placed: () => null });
    await store.getState().save('合同用印', false);
    expect(store.getState().notice).toBeNull();
  });

  it('Puts the seals of a preset in place of the list, or says which seal is missing', async () => {
    const { store, taken } = setUp({
      find: ({ name }) =>
        name === '合同用印'
          ? success([FOUND])
          : failure({ code: 'SEAL_NOT_FOUND', details: { seal: '财务专用章' } }),
    });
    await store.getState().use('合同用印');
    await store.getState().use('付款');
    expect(taken).toEqual([[FOUND]]);
    expect(store.getState().notice).toEqual({
      kind: 'failed',
      error: { code: 'SEAL_NOT_FOUND', details: { seal: '财务专用章' } },
      used: { kind: 'preset', name: '付款' },
    });
  });

  it('Takes in a file, and one with a name that is taken only when the person says so', async () => {
    const { store } = setUp({
      import: () => failure({ code: 'PRESET_EXISTS', details: { preset: '合同用印' } }),
      importReplacing: () => success({ added: [], replaced: ['合同用印'] }),
    });
    await store.getState().importFile();
    const { notice } = store.getState();
    if (notice?.kind !== 'taken') throw new Error(`said ${notice?.kind ?? 'nothing'}`);
    await notice.replace();
    expect(store.getState().notice).toEqual({ kind: 'imported', names: ['合同用印'] });
  });

  it.each(['PRESET_INVALID', 'PRESET_UNKNOWN_KIND'] as const)(
    'Says why a file was not taken: %s',
    async (code) => {
      const { store } = setUp({ import: () => failure({ code }) });
      await store.getState().importFile();
      expect(store.getState().notice).toEqual({ kind: 'failed', error: { code }, used: null });
    },
  );

  it('Offers the last placement of the document in front alone', async () => {
    const offer: LastPlacementOffer = { fileName: 'a.pdf', at: '2026-11-29T00:00:00Z', seals: [] };
    const first = '2f1b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d';
    const second = '3f1b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d';
    const { store, taken } = setUp({
      last: ({ id }) => success(id === first ? offer : null),
      findLast: () => success([FOUND]),
    });
    await store.getState().follow(first);
    expect(store.getState().last).toEqual({ ...offer, documentId: first });
    await store.getState().takeLast();
    expect(taken).toEqual([[FOUND]]);
    await Promise.all([
      store.getState().follow(null),
      store.getState().follow(first),
      store.getState().follow(second),
    ]);
    expect(store.getState().last).toBeNull();
  });
});

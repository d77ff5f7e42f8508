import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { encodePresetFile } from '../../core/presets/preset-file.ts';
import type { Preset, PresetSeal } from '../../shared/model/preset.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { sealInfo, tokenInfo } from '../tokens/fixtures/token-info.ts';
import {
  exportPresets,
  importPresets,
  listPresets,
  presetSeal,
  removePreset,
  renamePreset,
  savePreset,
} from './presets.ts';

const OFFICE: PresetSeal = {
  seal: { by: 'name', name: '公章' },
  target: {
    ...{ kind: 'list', field: null },
    places: [{ kind: 'point', pages: [{ kind: 'span', from: -1, to: -1 }], xMm: 120, yMm: 200 }],
  },
};
const PERSON: PresetSeal = {
  seal: { by: 'id', esId: 'E2', name: '法定代表人名章' },
  target: { kind: 'place', page: 'last', xMm: 165, yMm: 205 },
};
const CONTRACT: Preset = { name: '合同用印', seals: [OFFICE, PERSON] };

describe('Presets', () => {
  it('are kept by name, and travel to another computer by file', async () => {
    const [here, there] = [memoryRecords(), memoryRecords()];
    expect(await savePreset(CONTRACT, false, here)).toEqual({ ok: true, value: null });
    const file = await exportPresets(null, here);
    if (!file.ok) throw new Error(file.error.code);
    expect(await importPresets(file.value, false, there)).toEqual({
      ok: true,
      value: { added: ['合同用印'], replaced: [] },
    });
    expect(await listPresets(there)).toEqual([CONTRACT]);
    expect(await importPresets(file.value, false, there)).toMatchObject({
      value: { added: [], replaced: [] },
    });
    await removePreset('合同用印', there);
    expect(await listPresets(there)).toEqual([]);
    expect(await removePreset('合同用印', there)).toMatchObject({ error: { code: 'PRESET_NOT_FOUND' } });
  });

  it('are not replaced unless somebody says so', async () => {
    const records = memoryRecords();
    await savePreset(CONTRACT, false, records);
    const other = { ...CONTRACT, seals: [PERSON] };
    expect(await savePreset(other, false, records)).toMatchObject({ error: { code: 'PRESET_EXISTS' } });
    expect(await importPresets(encodePresetFile([other]), false, records)).toMatchObject({
      error: { code: 'PRESET_EXISTS', details: { preset: '合同用印' } },
    });
    expect(await listPresets(records)).toEqual([CONTRACT]);
    expect(await importPresets(encodePresetFile([other]), true, records)).toMatchObject({
      value: { replaced: ['合同用印'] },
    });
    expect(await listPresets(records)).toEqual([other]);
  });

  it('get another name, which no other has', async () => {
    const records = memoryRecords();
    await savePreset(CONTRACT, false, records);
    await savePreset({ ...CONTRACT, name: '其他' }, false, records);
    expect(await renamePreset('合同用印', '其他', records)).toMatchObject({
      error: { code: 'PRESET_EXISTS' },
    });
    expect(await renamePreset('合同用印', 'a\nb', records)).toMatchObject({
      error: { code: 'PRESET_INVALID' },
    });
    expect(await renamePreset('没有', '新', records)).toMatchObject({ error: { code: 'PRESET_NOT_FOUND' } });
    expect(await renamePreset('合同用印', '采购用印', records)).toEqual({ ok: true, value: null });
    expect((await listPresets(records)).map(({ name }) => name).sort()).toEqual(['其他', '采购用印']);
  });

  const file = (change: object): Uint8Array =>
    utf8Bytes(JSON.stringify({ format: 'sealdesk presets', version: 1, presets: [CONTRACT], ...change }));
  const withSeal = (change: object): Uint8Array =>
    file({ presets: [CONTRACT, { name: '其他', seals: [{ ...OFFICE, ...change }] }] });
  const withRule = (rule: object): Uint8Array =>
    withSeal({ target: { kind: 'list', field: null, places: [rule] } });

  it.each([
    ['no JSON', utf8Bytes('PK'), 'PRESET_INVALID', 'file'],
    ['another format', file({ format: 'x' }), 'PRESET_INVALID', 'format'],
    ['a later version', file({ version: 2 }), 'PRESET_UNKNOWN_KIND', 'version'],
    ['a member that nobody knows', file({ script: 'x' }), 'PRESET_INVALID', 'file'],
    [
      'a name with a line of its own',
      file({ presets: [{ ...CONTRACT, name: 'a\nb' }] }),
      'PRESET_INVALID',
      'presets.0.name',
    ],
    [
      'a place that is no number',
      withSeal({ target: { kind: 'place', page: 0, xMm: '1', yMm: 0 } }),
      'PRESET_INVALID',
      'presets.1.seals.0.target.xMm',
    ],
    [
      'a kind of place that nobody knows',
      withRule({ kind: 'everywhere' }),
      'PRESET_UNKNOWN_KIND',
      'presets.1.seals.0.target.places.0.kind',
    ],
    [
      'something beside a seal that nobody knows',
      withSeal({ target: { kind: 'list', field: null, places: [], beside: [{ kind: 'stamp' }] } }),
      'PRESET_UNKNOWN_KIND',
      'presets.1.seals.0.target.beside.0.kind',
    ],
    [
      'a kind of target that nobody knows',
      withSeal({ target: { kind: 'cloud' } }),
      'PRESET_UNKNOWN_KIND',
      'presets.1.seals.0.target.kind',
    ],
  ])('are not taken from a file with %s, not even in part', async (_, bytes, code, field) => {
    const records = memoryRecords();
    expect(await importPresets(bytes, true, records)).toMatchObject({ error: { code, details: { field } } });
    expect(await listPresets(records)).toEqual([]);
  });

  const keys = [
    tokenInfo('T1', [sealInfo('E1', '样例公司公章'), sealInfo('E3', '样例公司合同专用章')]),
    tokenInfo('T2', [sealInfo('E2', '林知远法定代表人名章'), sealInfo('E4', '林知远名章')]),
  ];

  it.each([
    ['the very seal', { by: 'id', esId: 'E2', name: '' }, 'E2'],
    ['the seal of a name', { by: 'name', name: '林知远名章' }, 'E4'],
    ['the only seal whose name ends so', { by: 'name', name: '公章' }, 'E1'],
    ['none', { by: 'name', name: '财务专用章' }, 'SEAL_NOT_FOUND'],
    ['not one of two', { by: 'name', name: '名章' }, 'SEAL_AMBIGUOUS'],
    [
      'not another seal in place of one that is not there',
      { by: 'id', esId: 'E9', name: '公章' },
      'SEAL_NOT_FOUND',
    ],
  ] as const)('find %s', (_, name, expected) => {
    const found = presetSeal(name, keys);
    expect(found.ok ? found.value.info.esId : found.error.code).toBe(expected);
  });
});

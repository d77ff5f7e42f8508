import { describe, expect, it } from 'vitest';
import { parsePreset } from '../../core/presets/preset-file.ts';
import type { SealTarget } from '../../core/signing/seal-request.ts';
import type { PresetSeal } from '../../shared/model/preset.ts';
import { sealInfo, tokenInfo } from '../tokens/fixtures/token-info.ts';
import { foundSeals, namedSeal } from './placed-seals.ts';

const POINT = { kind: 'place', page: 'last', xMm: 50, yMm: 60 } as const;
const keys = [
  tokenInfo('T1', [
    sealInfo('E1', '样例公司公章'),
    { ...sealInfo('E3', '样例公司合同专用章'), usable: false, reason: 'SEAL_EXPIRED' },
  ]),
  tokenInfo('T2', [{ ...sealInfo('E2', '林知远法定代表人名章'), tokenSerial: 'T2' }]),
];
const byName = (name: string): PresetSeal => ({ seal: { by: 'name', name }, target: POINT });

describe('A seal that is kept in a preset', () => {
  it.each([
    ['by its number', '样例公司公章', false, { by: 'id', esId: 'E1', name: '样例公司公章' }],
    ['by its kind', '样例公司公章', true, { by: 'name', name: '公章' }],
    ['by the longest kind', '林知远法定代表人名章', true, { by: 'name', name: '法定代表人名章' }],
    ['by its number for want of a kind', '样例公司', true, { by: 'id', esId: 'E1', name: '样例公司' }],
  ] as const)('is named %s', (_how, name, byKind, seal) => {
    expect(namedSeal({ esId: 'E1', name }, POINT, byKind)).toEqual({ seal, target: POINT });
  });

  it('keeps its places and the dates beside it, and no picture of a signature', () => {
    const where = { kind: 'point', xMm: 1, yMm: 2 } as const;
    const date = { kind: 'date', pages: [{ kind: 'all' }], where, style: 'iso' } as const;
    const picture = { picture: Uint8Array.of(1), widthMm: 35, heightMm: 12 };
    const target: SealTarget = {
      ...{ kind: 'list', field: null, places: [] },
      beside: [date, { kind: 'handwriting', pages: [{ kind: 'all' }], where, ...picture }],
    };
    const kept = namedSeal({ esId: 'E1', name: '公章' }, target, false);
    expect(kept.target).toEqual({ kind: 'list', field: null, places: [], beside: [date] });
    expect(parsePreset({ name: '合同', seals: [kept] }, 'preset').seals).toEqual([kept]);
  });
});

describe('The seals of a preset', () => {
  it('are found on several keys, with the last page as a rule of its own', () => {
    const found = foundSeals([byName('公章'), byName('法定代表人名章')], keys);
    const target = {
      ...{ kind: 'list', field: null },
      places: [{ kind: 'point', pages: [{ kind: 'span', from: -1, to: -1 }], xMm: 50, yMm: 60 }],
    };
    expect(
      found.ok ? found.value.map(({ info, target: at }) => [info.tokenSerial, info.esId, at]) : found,
    ).toEqual([
      ['T1', 'E1', target],
      ['T2', 'E2', target],
    ]);
  });

  it.each([
    ['a seal that no key has', '财务专用章', 'SEAL_NOT_FOUND'],
    ['a seal that cannot be used', '样例公司合同专用章', 'SEAL_EXPIRED'],
  ])('are all missing with %s, which is named', (_what, name, code) => {
    expect(foundSeals([byName('公章'), byName(name)], keys)).toMatchObject({
      error: { code, details: { seal: name } },
    });
  });
});

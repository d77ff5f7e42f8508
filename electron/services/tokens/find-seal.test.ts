import { describe, expect, it } from 'vitest';
import { sealInfo, tokenInfo } from './fixtures/token-info.ts';
import { findSeal } from './token-seals.ts';

describe('findSeal', () => {
  const tokens = [
    tokenInfo('T1', [sealInfo('E1', '公章'), sealInfo('E2', '财务专用章')]),
    tokenInfo('T2', [sealInfo('E3', '公章', 'T2')]),
  ];

  it.each([
    ['an esID', { seal: 'E2' }, 'E2'],
    ['a name that one seal has', { seal: '财务专用章' }, 'E2'],
    ['a name and the key it lies on', { seal: '公章', tokenSerial: 'T2' }, 'E3'],
  ])('finds a seal by %s', (_, name, esId) => {
    expect(findSeal(name, tokens)).toMatchObject({ ok: true, value: { info: { esId } } });
  });

  it.each([
    ['a name that two seals have', { seal: '公章' }, 'SEAL_AMBIGUOUS'],
    ['a name that none has', { seal: '合同章' }, 'SEAL_NOT_FOUND'],
    ['a seal of another key', { seal: 'E3', tokenSerial: 'T1' }, 'SEAL_NOT_FOUND'],
    ['a key that is not there', { seal: 'E1', tokenSerial: 'T9' }, 'TOKEN_NOT_FOUND'],
  ])('finds no seal by %s', (_, name, code) => {
    expect(findSeal(name, tokens)).toMatchObject({ ok: false, error: { code } });
  });
});

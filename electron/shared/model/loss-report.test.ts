import { describe, expect, it } from 'vitest';
import { type KnownSeal, sealsLeft } from './loss-report.ts';

const seal = (esId: string, tokenSerial: string | null): KnownSeal => ({
  ...{ esId, tokenSerial, sealName: `印章 ${esId}`, holderName: '某某公司' },
  ...{ holderCode: null, source: 'seen' },
});
const KNOWN = [seal('1', 'A'), seal('2', 'A'), seal('3', 'A'), seal('4', 'B'), seal('5', null)];
const left = (reported: readonly string[], lost: readonly string[] = []): readonly (string | null)[] =>
  sealsLeft(
    KNOWN,
    KNOWN.filter(({ esId }) => esId !== null && reported.includes(esId)),
    new Set(lost),
  ).map(({ esId }) => esId);

describe('sealsLeft', () => {
  it('names the other seals of the same key, and none of another key', () => {
    expect(left(['1'])).toEqual(['2', '3']);
  });

  it('leaves out what is reported already', () => {
    expect(left(['1'], ['3'])).toEqual(['2']);
  });

  it('is empty once all seals of the key are reported, or for a seal whose key is not known', () => {
    expect([left(['1', '2', '3']), left(['5'])]).toEqual([[], []]);
  });
});

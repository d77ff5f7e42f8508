import { describe, expect, it } from 'vitest';
import { type KeptList, listsAt } from './platform-trust.ts';

const kept = (number: number, day: string, changes: Partial<KeptList> = {}): KeptList => ({
  ...{ id: 'issuing', file: `issuing-${number}.crl`, number, isDelta: false, issuer: 'SSU=' },
  ...{ thisUpdate: `2026-${day}T00:00:00Z`, nextUpdate: '2026-12-31T00:00:00Z', sm3: '' },
  ...changes,
});
const full = kept(7, '05-01');
const delta = kept(8, '05-10', { isDelta: true });
const later = kept(9, '06-01');
const other = kept(5, '05-11', { id: 'root', issuer: 'cm9vdA==' });

describe('The lists of an issuer at an instant', () => {
  it.each([
    ['none before the first', '2026-04-30', []],
    ['the full list of then', '2026-05-05', [full]],
    ['a delta list with the full list that it changed', '2026-05-20', [delta, full]],
    ['the next full list', '2026-06-02', [later]],
  ])('are %s', (_name, at, expected) => {
    const material = { lists: [later, other], former: [full, delta] };
    expect(listsAt(material, 'SSU=', new Date(at))).toEqual(expected);
  });

  it('are only a delta list when its base is gone', () => {
    expect(listsAt({ lists: [delta], former: [] }, 'SSU=', new Date('2026-05-20'))).toEqual([delta]);
  });
});

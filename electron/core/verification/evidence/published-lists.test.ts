import { describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../sm/load-engine.ts';
import { readTrustStore } from '../../x509/trust-store.ts';
import { publishedLists } from './published-lists.ts';

describe('The list that a platform published', () => {
  it('is asked for its signer once, however many signatures ask for it', async () => {
    let asked = 0;
    const statement = {
      payload: 'e30',
      signature: '',
      get protected() {
        asked += 1;
        return 'e30';
      },
    };
    const now = new Date('2026-11-22T00:00:00Z');
    const inputs = {
      engine: await loadSmEngine(),
      now,
      trust: readTrustStore({ certificates: [], crls: [] }),
    };
    for (let count = 0; count < 3; count += 1) {
      expect(publishedLists(statement, now, inputs)).toEqual([]);
    }
    expect(asked).toBe(1);
  });
});

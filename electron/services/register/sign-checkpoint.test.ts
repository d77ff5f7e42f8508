import { describe, expect, it } from 'vitest';
import { failure, type Result } from '../../shared/result.ts';
import type { TokenPort, TokenSignature } from '../ports/tokens.ts';
import { checkpointKeyAt } from './sign-checkpoint.ts';

const PIN = Uint8Array.of(1, 2, 3);
const portOf = (answer: Result<TokenSignature>): TokenPort => ({
  list: () => Promise.resolve({ tokens: [], failures: [] }),
  signDigest: () => Promise.resolve(answer),
});

describe('The key that has just served', () => {
  it('is null when the token holds no certificate for signing', () => {
    expect(
      checkpointKeyAt({ module: 'm', serial: 'T1' }, [], portOf(failure({ code: 'INTERNAL' })), PIN),
    ).toBeNull();
  });
});

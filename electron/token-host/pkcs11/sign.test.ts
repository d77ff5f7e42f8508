import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { signatureIn } from './sign.ts';

const PROFILE = { name: 'ep11', output: 'auto' } as const;

describe('a signature as a token encodes it', () => {
  it('yields r and s if it is DER without sign octets', () => {
    const scalar = new Uint8Array(32).fill(0xff);
    const signature = Uint8Array.of(0x30, 68, 2, 32, ...scalar, 2, 32, ...scalar);
    expect(signatureIn(signature, PROFILE)).toEqual(new Uint8Array(64).fill(0xff));
  });

  it('counts as a failure of the token if it is no signature', () => {
    const read = () => signatureIn(Uint8Array.of(1, 2, 3), PROFILE);
    expect(read).toThrow(CodedError);
    expect(read).toThrow(
      expect.objectContaining({ code: 'TOKEN_FAILURE', details: { signatureBytes: 3, profile: 'ep11' } }),
    );
  });
});

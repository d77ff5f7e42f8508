import { describe, expect, it } from 'vitest';
import { fromHex } from '../../bytes/encodings.ts';
import type { SealSignature } from '../../seal/seal-signature.ts';
import { loadSmEngine } from '../../sm/load-engine.ts';
import { makeTimeStampAuthority, makeTimeStampToken } from '../fixtures/mini-time-stamp.ts';
import { makeMiniWorld } from '../fixtures/mini-world.ts';
import { signingTimeOf } from './signing-time.ts';

const engine = await loadSmEngine();
const { issuing, trust } = await makeMiniWorld(engine);
const authority = await makeTimeStampAuthority(engine, issuing);
const inputs = { engine, trust, now: new Date('2026-07-01T00:00:00Z') };
const stampedAt = new Date('2026-06-01T00:01:00Z');
const dataHash = engine.sm3(new Uint8Array(3));

/** Makes a signature of GM/T 0031-2014 whose timeInfo is a token over these bytes. */
const stampedInside = async (over: Uint8Array): Promise<SealSignature> => {
  const timeStamp = await makeTimeStampToken(engine, { authority, issuer: issuing, over });
  return { format: 'ses-v1', signedAt: null, dataHash, signature: fromHex('00'), timeStamp } as SealSignature;
};

describe('a token in timeInfo (GM/T 0031-2014)', () => {
  it.each([
    ['the document’s hash', dataHash],
    ['the document', new Uint8Array(3)],
  ])('over %s gives the claimed time, and no proof that the signature came before', async (_name, over) => {
    const time = signingTimeOf(await stampedInside(over), inputs);
    expect(time).toMatchObject({
      timeStamp: { state: 'proven' },
      claimed: stampedAt,
      proven: null,
      judgedAt: stampedAt,
    });
  });

  it('over other data is wrong', async () => {
    const time = signingTimeOf(await stampedInside(new Uint8Array(9)), inputs);
    expect(time).toMatchObject({ timeStamp: { state: 'wrong', rule: 'imprint' }, proven: null });
  });
});

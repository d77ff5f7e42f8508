import { describe, expect, it } from 'vitest';
import { latin1Bytes, latin1Text } from '../bytes/encodings.ts';
import { makeHarness } from './fixtures/harness.ts';
import { makeParty, makeRevocationList } from './fixtures/mini-authority.ts';
import { makerListOf, sealContent, sealPdf, type SealingPlan } from './fixtures/mini-world.ts';
import { signPdf, sm2Party } from './fixtures/standard-party.ts';
import { readTrustStore } from '../x509/trust-store.ts';

const harness = await makeHarness();
const { engine, root, issuing, maker, second, verify } = harness;
const sealed = await harness.sealedBy();

/** Seals the sealed page again, with a picture over the middle of the page. */
function sealedAgain(plan: Partial<SealingPlan> = {}): Promise<Uint8Array> {
  const target = { kind: 'place', page: 0, xMm: 80, yMm: 120 } as const;
  return sealPdf(harness, sealed, { signer: second, target, ...plan });
}

/** Replaces the last signature by the beginning of a CMS one, which nobody has signed. */
function withBogusCms(pdf: Uint8Array): Uint8Array {
  const forged = pdf.slice();
  const at = (/^[\s\S]*\/Contents\s*</.exec(latin1Text(pdf))?.[0] ?? '').length;
  const end = latin1Text(pdf).indexOf('>', at);
  forged.set(latin1Bytes('300606042a030405'.padEnd(end - at, '0')), at);
  return forged;
}

/** Signs the sealed page with a signature that shows a drawing of its own. */
function signedAgain(shows: string, signer = sm2Party(engine, second, issuing)): Promise<Uint8Array> {
  return signPdf(sealed, { signer, shows });
}

async function firstOf(pdf: Uint8Array, changes = {}): Promise<readonly string[]> {
  const [report] = (await verify(pdf, changes)).signatures;
  return report === undefined ? [] : [report.verdict, ...report.reasons];
}

describe('a seal', () => {
  it('is no longer plainly valid after a bogus signature that shows a picture', async () => {
    expect(await firstOf(withBogusCms(await sealedAgain()))).toEqual([
      'indeterminate',
      'UNJUDGED_SHOWN_SINCE',
    ]);
  });

  it('is no longer plainly valid after a seal whose maker no list names', async () => {
    const forger = await makeParty(engine, { commonName: '样例伪造者', serial: 20 }, issuing);
    expect(await firstOf(await sealedAgain({ maker: forger }))).toEqual([
      'indeterminate',
      'UNJUDGED_SHOWN_SINCE',
    ]);
  });

  it('is no longer plainly valid after a seal that another key has signed', async () => {
    const forged = { ...second, sign: harness.first.sign };
    expect((await firstOf(await sealedAgain({ signer: forged, content: sealContent(second) })))[1]).toBe(
      'UNJUDGED_SHOWN_SINCE',
    );
  });

  it('stays valid after a genuine seal, even if its certificate is revoked since', async () => {
    const twice = await sealedAgain();
    expect(await firstOf(twice)).toEqual(['valid', 'SEALED_AGAIN_SINCE']);
    const revoked = [{ serial: second.serial, revokedAt: new Date('2026-06-10T00:00:00Z'), reason: 0 }];
    const trust = readTrustStore({
      certificates: [root.certificate, issuing.certificate],
      crls: [await makeRevocationList(root), await makeRevocationList(issuing, { revoked })],
      makerStatements: [await makerListOf(root, [maker])],
    });
    expect(await firstOf(twice, { trust })).toEqual(['valid', 'SEALED_AGAIN_SINCE']);
    expect((await verify(twice, { trust })).verdict).toBe('indeterminate');
  });

  it('stays valid after a trusted signature that shows a name, a date and a frame', async () => {
    const shows = 'q 0.5 w 1 1 198 48 re S Q BT /F1 9 Tf 5 20 Td (Signed by \\(B\\) 2026-06-01) Tj ET';
    expect(await firstOf(await signedAgain(shows))).toEqual(['valid', 'SEALED_AGAIN_SINCE']);
  });

  it.each([
    ['takes the clip of its box away', 'Q Q 0 0 600 800 re f'],
    ['depends on a layer', '/OC /Layer BDC 0 0 200 50 re f EMC'],
    ['holds a picture in its content', 'BI /W 1 /H 1 /BPC 8 /CS /G ID x EI'],
    ['every reader takes apart in another way', '0 0 200 50 re %\rf'],
  ])('is no longer plainly valid after a trusted signature whose drawing %s', async (_what, shows) => {
    expect(await firstOf(await signedAgain(shows))).toEqual(['indeterminate', 'CHANGES_UNEXPLAINED']);
  });

  it('is no longer plainly valid after a signature of a stranger that shows a text', async () => {
    const stranger = await makeParty(engine, { commonName: '样例陌生人', serial: 21 }, null);
    const signer = sm2Party(engine, stranger, stranger);
    expect(await firstOf(await signedAgain('BT /F1 9 Tf (Signed) Tj ET', signer))).toEqual([
      'indeterminate',
      'UNJUDGED_SHOWN_SINCE',
    ]);
  });
});

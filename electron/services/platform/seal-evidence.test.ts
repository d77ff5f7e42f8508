import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import type { SealEvidence } from '../../core/platform/seal-evidence-statement.ts';
import { signStatement } from '../../core/platform/signed-statement.ts';
import { publishedEvent } from '../../core/seal-life/fixtures/status-event.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty } from '../../core/verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { failure, success } from '../../shared/result.ts';
import { platformPart, recheckPlatformPart, unansweredIn } from '../evidence-package/platform-part.ts';
import { knowledge } from '../sealing-gate/fixtures/situation.ts';
import { askSealEvidence, NOBODY_ASKED, type SealEvidencePorts, sealsOn } from './seal-evidence.ts';

const NOW = new Date('2026-11-22T04:00:00.000Z');
const SM3 = 'ab'.repeat(32);
const SEAL = { esId: 'seal-1', name: '合同专用章', certificate: '0a' };

const engine = await loadSmEngine();
const root = await makeParty(engine, { commonName: '平台根', serial: 1, isAuthority: true }, null);
const signer = await makeParty(engine, { commonName: '平台', serial: 2 }, root);
const stranger = await makeParty(engine, { commonName: '平台', serial: 2 }, null);

/** A platform that answers as `change` says, or not at all. */
function platform(change: Partial<SealEvidence> | null = {}, by = signer): SealEvidencePorts {
  return {
    knowledge: { of: () => Promise.resolve(knowledge()) },
    send: async (id, { esId, certificate, documentSm3, nonce }) => {
      if (change === null) return failure({ code: 'PLATFORM_UNREACHABLE' });
      const stated: SealEvidence = {
        ...{ platform: id, nonce, esId, issuedAt: NOW.toISOString(), documentSm3 },
        seal: {
          ...{ name: '合同专用章', holder: '示例企业', maker: 'CN=制章者' },
          ...{ validFrom: NOW.toISOString(), validTo: NOW.toISOString(), sm3: SM3 },
        },
        certificate: { serial: certificate, revokedSince: null },
        events: [publishedEvent({ esId, state: 'active', number: 1 })],
        ...change,
      };
      const payload = utf8Bytes(JSON.stringify(stated));
      return success(await signStatement('seal-evidence', payload, by.certificate, by.sign));
    },
    trustIn: () => ({ engine, root: decodeCertificate(root.certificate), at: NOW }),
    random: (length) => new Uint8Array(length).fill(0xab),
    clock: { now: () => NOW },
  };
}

describe('The evidence that a platform gives on a seal in dispute', () => {
  it('goes into a package and is opened again from it alone, under the root beside it', async () => {
    const asked = await askSealEvidence([SEAL], SM3, platform());
    const evidence = asked.ok ? asked.value : NOBODY_ASKED;
    const files = new Map(platformPart(evidence).files.map(({ path, bytes }) => [path, bytes]));
    const [again] = recheckPlatformPart(files, engine, NOW);
    expect(again?.stated).toMatchObject({ documentSm3: SM3, seal: { maker: 'CN=制章者' } });
    expect(again?.root?.subject.commonName).toBe('平台根');
  });

  it('does not hold once a letter of it was changed in the package', async () => {
    const asked = await askSealEvidence([SEAL], SM3, platform());
    const [part] = platformPart(asked.ok ? asked.value : NOBODY_ASKED).files;
    const text = new TextDecoder().decode(part?.bytes).replace(/"payload": "(..)/, '"payload": "AA');
    expect(recheckPlatformPart(new Map([[part?.path ?? '', utf8Bytes(text)]]), engine, NOW)).toMatchObject([
      { stated: null },
    ]);
    const garbage = new Map([[part?.path ?? '', utf8Bytes('{}')]]);
    expect(() => recheckPlatformPart(garbage, engine, NOW)).toThrow(
      expect.objectContaining({ code: 'PACKAGE_DAMAGED' }),
    );
  });

  it.each([
    ['a stranger has signed it', {}, stranger],
    ['it was kept from before', { nonce: '0'.repeat(32) }, signer],
    ['it is about another seal', { esId: 'seal-2' }, signer],
    ['it was asked for another document', { documentSm3: 'cd'.repeat(32) }, signer],
    ['it is about another certificate', { certificate: { serial: '0b', revokedSince: null } }, signer],
  ])('is refused when %s', async (_what, change, by) => {
    expect(await askSealEvidence([SEAL], SM3, platform(change, by))).toMatchObject({
      value: { stated: [], unanswered: [{ esId: 'seal-1', code: 'LIST_FORGED' }] },
    });
  });

  it('is none of a seal without a platform', async () => {
    const nowhere = { ...platform(), knowledge: { of: () => Promise.resolve(null) } };
    expect(await askSealEvidence([SEAL], SM3, nowhere)).toEqual({ ok: true, value: NOBODY_ASKED });
  });

  it('is missing where nobody answers, which hinders no other platform and stands in the package', async () => {
    const silent = { ...SEAL, esId: 'seal-2', name: '公章' };
    const answering = platform();
    const ports: SealEvidencePorts = {
      ...answering,
      send: (id, question) => (question.esId === 'seal-2' ? platform(null) : answering).send(id, question),
    };
    const asked = await askSealEvidence([silent, SEAL], SM3, ports);
    const question = { ...{ esId: 'seal-2', sealName: '公章' }, askedAt: NOW.toISOString() };
    const unanswered = [{ ...question, platform: 'sandbox', code: 'PLATFORM_UNREACHABLE' }];
    expect(asked).toMatchObject({ value: { stated: [{ platform: 'sandbox' }], unanswered } });
    const { files } = platformPart(asked.ok ? asked.value : NOBODY_ASKED);
    expect(files.map(({ path }) => path)).toEqual(['platform/evidence.json', 'platform/unanswered.json']);
    expect(unansweredIn(new Map(files.map(({ path, bytes }) => [path, bytes])))).toEqual(unanswered);
    const garbage = new Map([['platform/unanswered.json', utf8Bytes('{}')]]);
    expect(() => unansweredIn(garbage)).toThrow(expect.objectContaining({ code: 'PACKAGE_DAMAGED' }));
  });
});

describe('The seals on a document', () => {
  it('stand once for each certificate that signed', () => {
    const signature = (serial: string | null) => ({
      seal: { esId: 'A', name: '公章' },
      signer: serial === null ? null : { serial },
    });
    const report = { signatures: [signature('1'), signature('1'), signature('2'), signature(null)] };
    expect(
      sealsOn(report as unknown as Parameters<typeof sealsOn>[0]).map(({ certificate }) => certificate),
    ).toEqual(['1', '2']);
  });
});

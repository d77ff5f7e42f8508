import { beforeAll, describe, expect, it } from 'vitest';
import type { SealContent } from '../../core/seal/seal-info.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty, type Party, type PartyPlan } from '../../core/verification/fixtures/mini-authority.ts';
import { makeSeal, sealContent } from '../../core/verification/fixtures/mini-world.ts';
import { keyUsageExtension } from '../../core/x509/extensions.ts';
import { describeCertificate } from './token-certificates.ts';
import { describeSeals } from './token-seals.ts';

const NOW = new Date('2026-11-22T00:00:00Z');
const EXPIRED = { notAfter: '2026-11-01T00:00:00Z' };

let engine: SmEngine;
let root: Party;
let maker: Party;
let former: Party;
let renewed: Party;
let stranger: Party;

const party = (commonName: string, serial: number, changes: Partial<PartyPlan> = {}): Promise<Party> =>
  makeParty(engine, { commonName, serial, ...changes }, root);

const sealOf = (signer: Party, changes: Partial<SealContent['property']> = {}): Promise<Uint8Array> =>
  makeSeal(maker, sealContent(signer, changes));

const digestsOf = ({ certificate }: Party): Partial<SealContent['property']> => ({
  certificateList: { kind: 'digests', digests: [{ type: 'SM3', value: engine.sm3(certificate) }] },
});

/** Returns the states of a token's seals, given the parties whose certificates lie on it. */
function statesOf(parties: readonly Party[], seals: readonly Uint8Array[]): unknown[] {
  const certificates = parties.map(({ certificate }) =>
    describeCertificate({ id: Uint8Array.of(1), label: '签名', der: certificate }, NOW),
  );
  const data = seals.map((value) => ({ label: '章', application: '', value }));
  return describeSeals(data, { tokenSerial: 'T1', certificates, engine, now: NOW }).map(
    ({ info: { usable, history, reason } }) => ({ usable, history, reason }),
  );
}

const SUPERSEDED = { usable: false, history: true, reason: 'SEAL_SUPERSEDED_CERTIFICATE' };
const REPLACED = { usable: false, history: true, reason: 'SEAL_REPLACED' };
const USABLE = { usable: true, history: false, reason: null };
const UNLISTED = { usable: false, history: false, reason: 'SEAL_CERTIFICATE_NOT_LISTED' };

beforeAll(async () => {
  engine = await loadSmEngine();
  root = await makeParty(engine, { commonName: '样例根', serial: 1, isAuthority: true }, null);
  maker = await party('样例制章者', 2);
  former = await party('样例甲方', 3, EXPIRED);
  renewed = await party('样例甲方', 4, { notBefore: '2026-10-01T00:00:00Z' });
  stranger = await party('样例乙方', 5);
});

describe('A seal of a former certificate', () => {
  it('asks for a new seal, whether or not the former certificate still lies on the token', async () => {
    const seal = await sealOf(former);
    expect(statesOf([renewed], [seal])).toEqual([SUPERSEDED]);
    expect(statesOf([former, renewed], [seal])).toEqual([SUPERSEDED]);
  });

  it('is recognised by the age of the certificate when the seal lists only digests', async () => {
    const seal = await sealOf(former, digestsOf(former));
    expect(statesOf([renewed], [seal])).toEqual([SUPERSEDED]);
    expect(statesOf([former, renewed], [seal])).toEqual([SUPERSEDED]);
    expect(statesOf([stranger], [seal])).toEqual([UNLISTED]);
  });

  it('is replaced only by a usable seal of the same name', async () => {
    const [old, fresh] = [await sealOf(former), await sealOf(renewed)];
    const other = await sealOf(renewed, { name: '样例合同专用章' });
    expect(statesOf([renewed], [old, fresh])).toEqual([REPLACED, USABLE]);
    expect(statesOf([renewed], [old, other])).toEqual([SUPERSEDED, USABLE]);
  });

  it('stays usable while its own certificate is usable', async () => {
    const current = await party('样例甲方', 6);
    expect(statesOf([current, renewed], [await sealOf(current)])).toEqual([USABLE]);
  });
});

describe('A seal of another certificate', () => {
  it('does not match a stranger’s certificate', async () => {
    expect(statesOf([stranger], [await sealOf(former)])).toEqual([UNLISTED]);
  });

  it('is not history when only the holder’s encryption certificate is there', async () => {
    const extensions = [keyUsageExtension('keyEncipherment', 'keyAgreement')];
    const encryption = await party('样例甲方', 7, { extensions });
    expect(statesOf([encryption], [await sealOf(former)])).toEqual([UNLISTED]);
    expect(statesOf([encryption], [await sealOf(encryption)])).toEqual([
      { usable: false, history: false, reason: 'CERTIFICATE_NOT_FOR_SIGNING' },
    ]);
  });

  it('is not history while it is new, although a seal of its name is in use', async () => {
    const certificates = [renewed].map(({ certificate: der }) =>
      describeCertificate({ id: Uint8Array.of(1), label: '签名', der }, NOW),
    );
    const fresh = await makeSeal(maker, { ...sealContent(renewed), esId: 'NEW' });
    const data = [await sealOf(renewed), fresh].map((value) => ({ label: '章', application: '', value }));
    const surroundings = { tokenSerial: 'T1', certificates, engine, now: NOW };
    const listed = describeSeals(data, { ...surroundings, unconfirmed: new Set(['NEW']) });
    expect(listed.map(({ info }) => [info.history, info.reason])).toEqual([
      [false, null],
      [false, 'SEAL_UNCONFIRMED'],
    ]);
  });

  it('becomes history after it has expired and a new seal of its name is there', async () => {
    const expired = await sealOf(renewed, { validTo: new Date('2026-11-21T00:00:00Z') });
    const state = { usable: false, reason: 'SEAL_EXPIRED' };
    expect(statesOf([renewed], [expired])).toEqual([{ ...state, history: false }]);
    expect(statesOf([renewed], [expired, await sealOf(renewed)])).toEqual([
      { ...state, history: true },
      USABLE,
    ]);
  });
});

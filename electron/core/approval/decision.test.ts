import { beforeAll, describe, expect, it } from 'vitest';
import type { ApprovalDecision } from '../../shared/model/approval.ts';
import { utf8Bytes } from '../bytes/encodings.ts';
import { signStatement } from '../platform/signed-statement.ts';
import type { SmEngine } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import {
  makeParty,
  makeRevocationList,
  type Party,
  type PartyPlan,
} from '../verification/fixtures/mini-authority.ts';
import { basicConstraintsExtension, keyUsageExtension } from '../x509/extensions.ts';
import { readTrustStore, type TrustStore } from '../x509/trust-store.ts';
import { openDecision, signDecision } from './decision.ts';
import { approvalItem, approvalRequest, ENTERPRISE } from './fixtures/requests.ts';
import { requestDigest } from './approval-request.ts';

const NOW = new Date('2026-06-02T08:00:00Z');

describe('a decision', () => {
  let engine: SmEngine;
  let root: Party;
  let approver: Party;
  let trust: TrustStore;
  const request = approvalRequest();

  beforeAll(async () => {
    engine = await loadSmEngine();
    root = await makeParty(engine, { commonName: '样例根', serial: 1, isAuthority: true }, null);
    approver = await makeParty(engine, { commonName: ENTERPRISE, serial: 2 }, root);
    trust = readTrustStore({ certificates: [root.certificate], crls: [] });
  });

  const said = (change: Partial<ApprovalDecision> = {}): ApprovalDecision => ({
    requestId: request.id,
    requestSm3: requestDigest(request, engine),
    outcome: 'approved',
    approver: '林知远',
    decidedAt: '2026-06-01T09:00:00.000Z',
    comment: '',
    ...change,
  });
  const by = (party: Party, change: Partial<ApprovalDecision> = {}) =>
    signDecision(said(change), party.certificate, party.sign);
  const opening = async (
    statement: Promise<Awaited<ReturnType<typeof by>>>,
    world: Partial<{ trust: TrustStore; now: Date }> = {},
  ): Promise<unknown> => {
    const opened = await statement;
    try {
      return openDecision(opened, request, { engine, trust, now: NOW, ...world }).decision;
    } catch (error) {
      return (error as { details?: { rule?: string } }).details?.rule;
    }
  };
  const party = (plan: Partial<PartyPlan>, issuer: Party | null = root) =>
    makeParty(engine, { commonName: ENTERPRISE, serial: 9, ...plan }, issuer);

  it('counts if somebody of the enterprise has signed it', async () => {
    expect(await opening(by(approver))).toEqual(said());
  });

  it.each([
    ['another request', { requestId: 'YY20260601-00000002' }, 'otherRequest'],
    ['a request of other content', { requestSm3: 'f'.repeat(64) }, 'requestChanged'],
    ['a time before the request', { decidedAt: '2026-05-31T00:00:00.000Z' }, 'time'],
    ['a time to come', { decidedAt: '2026-07-01T00:00:00.000Z' }, 'time'],
  ])('does not count about %s', async (_, change, rule) => {
    expect(await opening(by(approver, change))).toBe(rule);
  });

  it.each([
    ['another enterprise', { commonName: '别的单位' }, 'enterprise'],
    ['a delegate', { commonName: '李四', organisation: `${ENTERPRISE}（被授权人）` }, 'enterprise'],
    ['an authority', { isAuthority: true }, 'keyUsage'],
    [
      'a certificate that may not sign',
      {
        extensions: [
          basicConstraintsExtension({ isAuthority: false, pathLength: null }),
          keyUsageExtension('keyAgreement'),
        ],
      },
      'keyUsage',
    ],
    ['a certificate that had expired', { notAfter: '2026-05-31T00:00:00Z' }, 'validity'],
  ])('does not count by %s', async (_, plan, rule) => {
    expect(await opening(by(await party(plan)))).toBe(rule);
  });

  it('does not count by a certificate that nobody trusts', async () => {
    const stranger = await makeParty(engine, { commonName: '样例根', serial: 7, isAuthority: true }, null);
    expect(await opening(by(await party({}, stranger)))).toBe('path');
  });

  it('no longer counts once the certificate is revoked', async () => {
    const crl = await makeRevocationList(root, {
      revoked: [{ serial: approver.serial, revokedAt: new Date('2026-06-01T12:00:00Z'), reason: 1 }],
    });
    const listed = readTrustStore({ certificates: [root.certificate], crls: [crl] });
    expect(await opening(by(approver), { trust: listed })).toBe('revoked');
  });

  it('is not read from another kind of statement or other content', async () => {
    const other = signStatement(
      'seal-status',
      utf8Bytes(JSON.stringify(said())),
      approver.certificate,
      approver.sign,
    );
    const empty = signStatement('approval-decision', utf8Bytes('{}'), approver.certificate, approver.sign);
    expect([await opening(other), await opening(empty)]).toEqual(['type', 'payload']);
  });

  it('does not cover a request with one more file', async () => {
    const statement = await by(approver);
    const longer = approvalRequest({ items: [approvalItem(), approvalItem(2)] });
    expect(() => openDecision(statement, longer, { engine, trust, now: NOW })).toThrow(
      expect.objectContaining({ details: { rule: 'requestChanged' } }),
    );
  });
});

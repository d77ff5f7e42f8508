import { describe, expect, it } from 'vitest';
import { toHex } from '../../core/bytes/encodings.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import {
  makeTimeStampAuthority,
  makeTimeStampToken,
} from '../../core/verification/fixtures/mini-time-stamp.ts';
import { makeMiniWorld } from '../../core/verification/fixtures/mini-world.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PreflightCode, PreflightFinding } from '../../shared/model/preflight.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import type { TrustedTime } from '../../shared/model/sealing.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { SealedFile } from '../documents/document-engine.ts';
import { memoryClaims } from '../approvals/fixtures/memory-claims.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { TokenSignature } from '../ports/tokens.ts';
import type { OpenedDocument } from '../ports/files.ts';
import type { PreparedDocument, SealingGate } from '../sealing-gate/create-gate.ts';
import { FREE_PIN, sealInfo, tokenInfo } from '../tokens/fixtures/token-info.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import type { TimeStampSource } from '../trusted-time/trusted-time.ts';
import { sealDocument } from './seal-document.ts';
import type { OrderedSeal, ArchivableDocument, SealingParts, SealOrder } from './seal-order.ts';

const LAST = { ...FREE_PIN, triesLeft: 1, finalTry: true };

const engine = await loadSmEngine();
const { issuing } = await makeMiniWorld(engine);
const authority = await makeTimeStampAuthority(engine, issuing);
const token = await makeTimeStampToken(engine, { authority, issuer: issuing, over: new Uint8Array() });

const MESSAGE = { z: new Uint8Array(32), tbs: Uint8Array.of(1) };
const SIGNED: TokenSignature = { value: new Uint8Array(64), profile: 'sansec' };
const SEALED: SealedFile = {
  path: '/out.pdf',
  size: 1,
  field: 'Seal1',
  signedAt: '2026-01-01T00:00:00.000Z',
  sm3Before: 'aa',
  sm3After: 'bb',
};

/** Records the calls of sealing to the outside, in order. */
function outside(
  signed: Result<TokenSignature>,
  sealed: Result<SealedFile> = success(SEALED),
  findings: readonly PreflightFinding[] = [],
) {
  const calls: string[] = [];
  const entries: RegisterEntry[] = [];
  const clock = { now: () => new Date('2026-06-01T00:00:00Z') };
  const keep = (entry: RegisterEntry): Promise<void> => Promise.resolve(void entries.push(entry));
  const parts: SealingParts = {
    documents: {
      summarise: () => Promise.reject(new Error('not asked')),
      rehearse: () => Promise.reject(new Error('not asked')),
      examine: () => Promise.resolve(success({ signatures: 0, findings })),
      hash: () => Promise.reject(new Error('not asked')),
      prepare: () => {
        calls.push('prepare');
        const digest = new Uint8Array(32);
        return Promise.resolve(
          success({
            ticket: 't',
            digest,
            message: MESSAGE,
            sm3Before: 'aa',
            page: 1,
            pages: 4,
            places: null,
          }),
        );
      },
      embed: (_ticket, _signature, timeStamp) => {
        calls.push(timeStamp === null ? 'embed' : 'embedStamped');
        return Promise.resolve(sealed);
      },
      publish: () => {
        calls.push('publish');
        return Promise.resolve(success(null));
      },
      discard: () => Promise.resolve(void calls.push('discard')),
    },
    trustFolder: '/trust',
    tokens: {
      list: () => Promise.reject(new Error('not asked')),
      signDigest: () => {
        calls.push('sign');
        return Promise.resolve(signed);
      },
    },
    gate: () => ({
      before: () => Promise.resolve(null),
      prepared: () => Promise.resolve(null),
      demandsArchiveStamp: () => false,
      known: () => null,
    }),
    openRegister: () => Promise.resolve(),
    trustedTimes: () => Promise.resolve(undefined),
    approvals: {
      ...{ records: memoryRecords(), engine, clock, recorder: { clock, keep } },
      trust: () => Promise.reject(new Error('not asked')),
      revokedSince: () => Promise.reject(new Error('not asked')),
      random: (length) => new Uint8Array(length),
      claims: memoryClaims().of(() => Promise.reject(new Error('not asked'))),
    },
    signOpening: () => Promise.reject(new Error('not asked')),
    archiveStamp: () => Promise.reject(new Error('not asked')),
    exists: () => false,
  };
  return { calls, entries, parts };
}

const stampedBy =
  (source: TimeStampSource): SealingParts['trustedTimes'] =>
  () =>
    Promise.resolve(source);

/** A document whose content and path are as they were, unless the test says otherwise. */
function openedDocument(expectUnchanged: OpenedDocument['expectUnchanged'] = () => Promise.resolve()) {
  const file = { path: '/in.pdf', descriptor: -1, size: 9, modifiedAtMs: 0, permissions: 0o600 };
  return { file, expectUnchanged, close: () => undefined };
}

const info = sealInfo('E1', '公章');
const chosen: ChosenSeal = {
  token: tokenInfo('T1', [info]),
  info,
  seal: new Uint8Array(),
  certificate: new Uint8Array(),
};
const ordered: OrderedSeal = {
  chosen,
  target: { kind: 'place', page: 'last', xMm: 50, yMm: 50 },
  approvalId: null,
};
const order: SealOrder = {
  document: openedDocument(),
  outputPath: '/out.pdf',
  seals: [ordered],
  particulars: { purpose: '采购合同', counterpart: '', applicant: '', approver: '', keeper: '王小明' },
};
const pin = Uint8Array.of(1, 2, 3);
const pinOf = (): Uint8Array => pin;

/** What comes out of the order. */
function sealedAt(trustedTime: TrustedTime): ArchivableDocument {
  const { path, size, sm3Before, sm3After, field, signedAt } = SEALED;
  const applied = { esId: 'E1', name: '公章', field, signedAt, sm3Before, sm3After, trustedTime };
  return { path, size, sm3Before, sm3After, seals: [applied], archive: { state: 'notAsked' } };
}

describe('sealDocument', () => {
  it('prepares before it signs, and publishes last', async () => {
    const { calls, parts } = outside(success(SIGNED));
    expect(await sealDocument(order, pinOf, parts)).toMatchObject({
      ok: true,
      value: { seals: [{ field: 'Seal1' }] },
    });
    expect(calls).toEqual(['prepare', 'sign', 'embed', 'publish', 'discard']);
  });

  const found = (...codes: PreflightCode[]): readonly PreflightFinding[] =>
    codes.map((code) => ({ code, page: null, object: null, count: 1, name: null }));

  it('seals a document with red findings only if each is accepted by name, and that goes on record', async () => {
    const findings = found('JAVASCRIPT', 'SIGNATURE_INVALID', 'FONT_NOT_EMBEDDED');
    const sealWith = async (accepted: readonly string[]) => {
      const { calls, entries, parts } = outside(success(SIGNED), success(SEALED), findings);
      return { calls, entry: (await sealDocument({ ...order, accepted }, pinOf, parts), entries[0]) };
    };
    const refused = await sealWith(['JAVASCRIPT']);
    expect(refused.calls).toEqual([]);
    expect(refused.entry).toMatchObject({ result: 'PREFLIGHT_NOT_ACCEPTED', accepted: null });
    const sealed = await sealWith(['SIGNATURE_INVALID', 'JAVASCRIPT', 'XFA_FORM']);
    expect(sealed.calls).toContain('embed');
    expect(sealed.entry).toMatchObject({ result: 'done', accepted: ['JAVASCRIPT', 'SIGNATURE_INVALID'] });
  });

  it('seals no document that shows what does not exist, whatever is accepted', async () => {
    const { calls, entries, parts } = outside(
      success(SIGNED),
      success(SEALED),
      found('SHOWN_ENTRY_UNRESOLVED'),
    );
    await sealDocument({ ...order, accepted: ['SHOWN_ENTRY_UNRESOLVED'] }, pinOf, parts);
    expect(calls).toEqual([]);
    expect(entries[0]?.result).toBe('PREFLIGHT_REFUSED');
  });

  it('puts nothing on record as accepted when there was nothing to accept', async () => {
    const { entries, parts } = outside(success(SIGNED));
    await sealDocument({ ...order, accepted: ['JAVASCRIPT'] }, pinOf, parts);
    expect(entries[0]).toMatchObject({ result: 'done', accepted: null });
  });

  it('has an archive stamp follow where the rules want one, and seals all the same if it fails', async () => {
    const sealWith = async (archiveStamp: SealingParts['archiveStamp'], isWanted = true) => {
      const { parts } = outside(success(SIGNED));
      const gate = { ...parts.gate(null, []), demandsArchiveStamp: () => isWanted };
      const outcome = await sealDocument(order, pinOf, { ...parts, archiveStamp, gate: () => gate });
      return outcome.ok ? outcome.value.archive : outcome.error;
    };
    const stamped = {
      size: 9,
      sm3After: '',
      stampedAt: '2026-06-01T00:00:00.000Z',
      renewBy: null,
      missing: [],
    };
    const asked: string[] = [];
    const stamping: SealingParts['archiveStamp'] = async (path) => {
      asked.push(path);
      return success({ ...stamped, path: '/out_归档.pdf' });
    };
    expect(await sealWith(stamping)).toMatchObject({ state: 'stamped', path: '/out_归档.pdf' });
    expect(asked).toEqual([SEALED.path]);
    const failing: SealingParts['archiveStamp'] = async () => failure({ code: 'PLATFORM_UNREACHABLE' });
    expect(await sealWith(failing)).toEqual({ state: 'missing', error: { code: 'PLATFORM_UNREACHABLE' } });
    expect(await sealWith(stamping, false)).toEqual({ state: 'notAsked' });
  });

  it('touches neither document nor key when the rules refuse the seal', async () => {
    const { calls, parts } = outside(success(SIGNED));
    const gate: SealingGate = {
      demandsArchiveStamp: () => false,
      known: () => null,
      before: async () => ({ code: 'SEALING_SUSPENDED' }),
      prepared: () => Promise.reject(new Error('not asked')),
    };
    expect(await sealDocument(order, pinOf, { ...parts, gate: () => gate })).toEqual(
      failure({ code: 'SEALING_SUSPENDED' }),
    );
    expect(calls).toEqual([]);
  });

  it('leaves nothing when the rules refuse the document before the key is used', async () => {
    const { calls, parts } = outside(success(SIGNED));
    const asked: PreparedDocument[] = [];
    const gate: SealingGate = {
      demandsArchiveStamp: () => false,
      known: () => null,
      before: async () => null,
      prepared: async (_chosen, document) => {
        asked.push(document);
        return { code: 'SEALING_CANCELLED' };
      },
    };
    expect(await sealDocument(order, pinOf, { ...parts, gate: () => gate })).toEqual(
      failure({ code: 'SEALING_CANCELLED' }),
    );
    expect(calls).toEqual(['prepare', 'discard']);
    expect(asked).toMatchObject([{ sm3Before: 'aa', fileName: 'in.pdf', target: ordered.target }]);
  });

  it('puts a time stamp over the signature value into the document', async () => {
    const { calls, parts } = outside(success(SIGNED));
    const timeStamp = async (value: Uint8Array): Promise<Result<Uint8Array>> => {
      calls.push(`stamp ${toHex(value)}`);
      return success(token);
    };
    expect(await sealDocument(order, pinOf, { ...parts, trustedTimes: stampedBy(timeStamp) })).toEqual(
      success(sealedAt({ state: 'stamped', stampedAt: '2026-06-01T00:01:00.000Z' })),
    );
    expect(calls).toEqual([
      'prepare',
      'sign',
      'stamp 3006020100020100',
      'embedStamped',
      'publish',
      'discard',
    ]);
  });

  it.each([
    ['cannot be reached', failure<Uint8Array>({ code: 'TOKEN_TIMEOUT' }), 'TOKEN_TIMEOUT'],
    ['answers something else', success(Uint8Array.of(1)), 'DER_INVALID'],
  ] as const)('seals without a time stamp and says so when the authority %s', async (_name, answer, code) => {
    const { calls, parts } = outside(success(SIGNED));
    expect(
      await sealDocument(order, pinOf, { ...parts, trustedTimes: stampedBy(() => Promise.resolve(answer)) }),
    ).toEqual(success(sealedAt({ state: 'missing', error: { code } })));
    expect(calls).toEqual(['prepare', 'sign', 'embed', 'publish', 'discard']);
  });

  it('asks for no time when the value is no signature', async () => {
    const { parts } = outside(success({ ...SIGNED, value: new Uint8Array(63) }));
    const timeStamp = (): never => {
      throw new Error('not asked');
    };
    expect(await sealDocument(order, pinOf, { ...parts, trustedTimes: stampedBy(timeStamp) })).toMatchObject({
      value: { seals: [{ trustedTime: { state: 'notAsked' } }] },
    });
  });

  it('names the profile behind a signature that does not fit, and tries no other', async () => {
    const { calls, parts } = outside(success(SIGNED), failure({ code: 'SIGNATURE_MISMATCH' }));
    expect(await sealDocument(order, pinOf, parts)).toEqual({
      ok: false,
      error: { code: 'SIGNATURE_MISMATCH', details: { module: '/module', profile: 'sansec' } },
    });
    expect(calls).toEqual(['prepare', 'sign', 'embed', 'discard']);
  });

  it('signs once and leaves nothing when the key refuses', async () => {
    const { calls, parts } = outside(failure({ code: 'PIN_WRONG' }));
    expect(await sealDocument(order, pinOf, parts)).toEqual({ ok: false, error: { code: 'PIN_WRONG' } });
    expect(calls).toEqual(['prepare', 'sign', 'discard']);
  });

  it.each([
    [
      'a seal that cannot be used',
      { ...chosen, info: { ...info, usable: false, reason: 'SEAL_EXPIRED' } },
      'SEAL_EXPIRED',
    ],
    [
      'a locked key',
      { ...chosen, token: { ...chosen.token, pin: { ...FREE_PIN, locked: true } } },
      'PIN_LOCKED',
    ],
    [
      'a last try that nobody confirmed',
      { ...chosen, token: { ...chosen.token, pin: LAST } },
      'PIN_LAST_TRY',
    ],
  ] as const)('does not begin with %s', async (_, unusable, code) => {
    const { calls, parts } = outside(success(SIGNED));
    expect(await sealDocument({ ...order, seals: [{ ...ordered, chosen: unusable }] }, pinOf, parts)).toEqual(
      {
        ok: false,
        error: { code },
      },
    );
    expect(calls).toEqual([]);
  });

  it('uses the last try once it was confirmed', async () => {
    const { calls, parts } = outside(success(SIGNED));
    const atRisk = { ...ordered, chosen: { ...chosen, token: { ...chosen.token, pin: LAST } } };
    await sealDocument({ ...order, seals: [{ ...atRisk, lastTryConfirmed: true }] }, pinOf, parts);
    expect(calls).toContain('sign');
  });

  it('refuses a document that changed since it was opened, before anything is done', async () => {
    const { calls, entries, parts } = outside(success(SIGNED));
    const document = openedDocument(() => Promise.reject(new CodedError('FILE_CHANGED')));
    expect(await sealDocument({ ...order, document }, pinOf, parts)).toEqual(
      failure({ code: 'FILE_CHANGED' }),
    );
    expect(calls).toEqual([]);
    expect(entries).toMatchObject([{ act: 'seal', result: 'FILE_CHANGED', document: { sm3Before: null } }]);
  });

  it('compares the content that is sealed with the one that was opened, before the key is used', async () => {
    const { calls, parts } = outside(success(SIGNED));
    const compared: (string | null)[] = [];
    const document = openedDocument((sm3) => {
      compared.push(sm3);
      return sm3 === null ? Promise.resolve() : Promise.reject(new CodedError('FILE_CHANGED'));
    });
    expect(await sealDocument({ ...order, document }, pinOf, parts)).toEqual(
      failure({ code: 'FILE_CHANGED' }),
    );
    expect(compared).toEqual([null, 'aa']);
    expect(calls).toEqual(['prepare', 'discard']);
  });

  it('stops before the key is used when the person cancels', async () => {
    const { calls, parts } = outside(success(SIGNED));
    const onStep: SealingParts['onStep'] = (step) => {
      if (step === 'signing') throw new CodedError('CANCELLED');
    };
    expect(await sealDocument(order, pinOf, { ...parts, onStep })).toEqual(failure({ code: 'CANCELLED' }));
    expect(calls).toEqual(['prepare', 'discard']);
  });

  it('writes every use down, with the keeper’s own words when no approval is named', async () => {
    const { entries, parts } = outside(success(SIGNED));
    await sealDocument(order, pinOf, parts);
    expect(entries).toMatchObject([
      {
        ...{ act: 'seal', result: 'done', purpose: '采购合同', approval: null, tokenSerial: 'T1' },
        document: { name: 'in.pdf', sm3Before: 'aa', sm3After: 'bb', page: 1, pages: 4 },
        people: { applicant: null, approver: null, keeper: '王小明' },
        timeStamped: null,
      },
    ]);
  });

  it('uses and records nothing when the approval that is named is not there', async () => {
    const { calls, entries, parts } = outside(success(SIGNED));
    expect(
      await sealDocument({ ...order, seals: [{ ...ordered, approvalId: 'YY-none' }] }, pinOf, parts),
    ).toMatchObject({
      error: { code: 'APPROVAL_NOT_FOUND' },
    });
    expect([calls, entries]).toEqual([[], []]);
  });
});

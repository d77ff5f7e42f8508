import { describe, expect, it } from 'vitest';
import { toHex } from '../../core/bytes/encodings.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import {
  makeTimeStampAuthority,
  makeTimeStampToken,
} from '../../core/verification/fixtures/mini-time-stamp.ts';
import { makeMiniWorld } from '../../core/verification/fixtures/mini-world.ts';
import { type AppError, CodedError, type ErrorCode } from '../../shared/errors.ts';
import type { PreflightCode, PreflightFinding } from '../../shared/model/preflight.ts';
import type { TrustedTime } from '../../shared/model/sealing.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { PreparedDocument, SealingGate } from '../sealing-gate/create-gate.ts';
import { FREE_PIN } from '../tokens/fixtures/token-info.ts';
import type { TimeStampSource } from '../trusted-time/trusted-time.ts';
import {
  chosen,
  info,
  openedDocument,
  order,
  ordered,
  outside,
  pinOf,
  SEALED,
  SIGNED,
} from './fixtures/stand-in-act.ts';
import { notAsked, OPEN_GATE } from './fixtures/stand-in-parts.ts';
import { sealDocument } from './seal-document.ts';
import type { ArchivableDocument, SealingParts } from './seal-order.ts';

const LAST = { ...FREE_PIN, triesLeft: 1, finalTry: true };

const engine = await loadSmEngine();
const { issuing } = await makeMiniWorld(engine);
const authority = await makeTimeStampAuthority(engine, issuing);
const token = await makeTimeStampToken(engine, { authority, issuer: issuing, over: new Uint8Array() });

const stampedBy =
  (source: TimeStampSource): SealingParts['trustedTimes'] =>
  () =>
    Promise.resolve(source);

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

  it('has the PIN typed when nothing else is in the way, and writes nothing down without one', async () => {
    const typing = async (rehearsed: readonly AppError[], code: ErrorCode | null, isThere = false) => {
      const { calls, entries, parts } = outside(success(SIGNED));
      const problems = rehearsed.map((error) => ({ error, page: null, rule: 0 }));
      const laidOut = { pages: 1, places: [], problems, keywords: [], beside: [], comparedWithText: 0 };
      const askPins = (): Promise<void> => {
        calls.push('ask');
        return code === null ? Promise.resolve() : Promise.reject(new CodedError(code));
      };
      const documents = { ...parts.documents, rehearse: async () => success([laidOut]) };
      const exists = () => isThere;
      const { ok } = await sealDocument(order, pinOf, { ...parts, documents, askPins, exists });
      return [ok, calls, entries.map(({ result }) => result)];
    };
    expect(await typing([], null)).toEqual([
      ...[true, ['ask', 'prepare', 'sign', 'embed', 'publish', 'discard'], ['done']],
    ]);
    expect(await typing([{ code: 'PAGE_NOT_FOUND' }], null)).toEqual([false, [], ['PAGE_NOT_FOUND']]);
    expect(await typing([], null, true)).toEqual([false, [], ['OUTPUT_EXISTS']]);
    expect(await typing([], 'CANCELLED')).toEqual([false, ['ask'], []]);
  });

  it('touches neither document nor key when the rules refuse the seal', async () => {
    const { calls, parts } = outside(success(SIGNED));
    const gate: SealingGate = {
      ...OPEN_GATE,
      before: async () => ({ code: 'SEALING_SUSPENDED' }),
      prepared: notAsked,
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
      ...OPEN_GATE,
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

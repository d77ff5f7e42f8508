import { describe, expect, it } from 'vitest';
import { toHex } from '../../core/bytes/hex.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import {
  makeTimeStampAuthority,
  makeTimeStampToken,
} from '../../core/verification/fixtures/mini-time-stamp.ts';
import { makeMiniWorld } from '../../core/verification/fixtures/mini-world.ts';
import type { SealInfo, TokenInfo } from '../../shared/model/token-info.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { DocumentEngine, PendingSeal, SealedFile } from '../documents/document-engine.ts';
import type { TokenPort, TokenSignature } from '../ports.ts';
import {
  type ChosenSeal,
  findSeal,
  type PreparedDocument,
  sealDocument,
  type SealingGate,
} from './seal-document.ts';

const FREE = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};
const LAST = { ...FREE, triesLeft: 1, finalTry: true };

function sealInfo(esId: string, name: string, tokenSerial = 'T1'): SealInfo {
  return {
    esId,
    name,
    tokenSerial,
    kind: 'organisation',
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2027-01-01T00:00:00.000Z',
    widthMm: 40,
    heightMm: 40,
    pictureType: 'png',
    picture: new Uint8Array(),
    usable: true,
    history: false,
    reason: null,
  };
}

function tokenInfo(serial: string, seals: readonly SealInfo[]): TokenInfo {
  return {
    module: '/module',
    kind: 'pkcs11',
    slot: 0,
    label: 'token',
    serial,
    manufacturer: 'maker',
    state: 'ready',
    pin: FREE,
    soPin: FREE,
    certificates: [],
    seals,
  };
}

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

/** Records what sealing asks of the outside, in order. */
function outside(signed: Result<TokenSignature>, sealed: Result<SealedFile> = success(SEALED)) {
  const calls: string[] = [];
  const documents: DocumentEngine = {
    summarise: () => Promise.reject(new Error('not asked')),
    revocationOf: () => Promise.reject(new Error('not asked')),
    acceptTimeStamp: () => Promise.reject(new Error('not asked')),
    verify: () => Promise.reject(new Error('not asked')),
    prepare: async (): Promise<Result<PendingSeal>> => {
      calls.push('prepare');
      return success({
        ticket: 't',
        digest: new Uint8Array(32),
        message: MESSAGE,
        sm3Before: 'aa',
        page: 1,
        pages: 4,
      });
    },
    complete: async (_ticket, _signature, timeStamp): Promise<Result<SealedFile>> => {
      calls.push(timeStamp === null ? 'complete' : 'completeStamped');
      return sealed;
    },
    discard: async () => void calls.push('discard'),
  };
  const tokens: TokenPort = {
    list: () => Promise.reject(new Error('not asked')),
    signDigest: async () => {
      calls.push('sign');
      return signed;
    },
  };
  return { calls, ports: { documents, tokens } };
}

const info = sealInfo('E1', '公章');
const chosen: ChosenSeal = {
  token: tokenInfo('T1', [info]),
  info,
  seal: new Uint8Array(),
  certificate: new Uint8Array(),
};
const request = {
  inputPath: '/in.pdf',
  outputPath: '/out.pdf',
  chosen,
  target: { kind: 'place', page: 'last', xMm: 50, yMm: 50 },
} as const;
const pin = Uint8Array.of(1, 2, 3);

describe('sealing a document', () => {
  it('prepares before it signs, and publishes last', async () => {
    const { calls, ports } = outside(success(SIGNED));
    expect(await sealDocument(request, pin, ports)).toMatchObject({ ok: true, value: { field: 'Seal1' } });
    expect(calls).toEqual(['prepare', 'sign', 'complete', 'discard']);
  });

  it('asks the rules before anything, and touches neither document nor key where they refuse', async () => {
    const { calls, ports } = outside(success(SIGNED));
    const gate: SealingGate = {
      before: async () => ({ code: 'SEALING_SUSPENDED' }),
      prepared: () => Promise.reject(new Error('not asked')),
    };
    expect(await sealDocument(request, pin, { ...ports, gate })).toEqual(
      failure({ code: 'SEALING_SUSPENDED' }),
    );
    expect(calls).toEqual([]);
  });

  it('asks again with the document before the key is used, and leaves nothing where they refuse then', async () => {
    const { calls, ports } = outside(success(SIGNED));
    const asked: PreparedDocument[] = [];
    const gate: SealingGate = {
      before: async () => null,
      prepared: async (_chosen, document) => {
        asked.push(document);
        return { code: 'SEALING_CANCELLED' };
      },
    };
    expect(await sealDocument(request, pin, { ...ports, gate })).toEqual(
      failure({ code: 'SEALING_CANCELLED' }),
    );
    expect(calls).toEqual(['prepare', 'discard']);
    expect(asked).toMatchObject([{ sm3Before: 'aa', fileName: 'in.pdf', target: request.target }]);
  });

  it('puts a time stamp over the signature value into the document', async () => {
    const { calls, ports } = outside(success(SIGNED));
    const timeStamp = async (value: Uint8Array): Promise<Result<Uint8Array>> => {
      calls.push(`stamp ${toHex(value)}`);
      return success(token);
    };
    expect(await sealDocument(request, pin, { ...ports, timeStamp })).toEqual(
      success({ ...SEALED, trustedTime: { state: 'stamped', stampedAt: '2026-06-01T00:01:00.000Z' } }),
    );
    expect(calls).toEqual(['prepare', 'sign', 'stamp 3006020100020100', 'completeStamped', 'discard']);
  });

  it.each([
    ['cannot be reached', failure<Uint8Array>({ code: 'TOKEN_TIMEOUT' }), 'TOKEN_TIMEOUT'],
    ['answers something else', success(Uint8Array.of(1)), 'DER_INVALID'],
  ])('seals without a time stamp where the authority %s, and says so', async (_name, answer, code) => {
    const { calls, ports } = outside(success(SIGNED));
    expect(await sealDocument(request, pin, { ...ports, timeStamp: async () => answer })).toEqual(
      success({ ...SEALED, trustedTime: { state: 'missing', error: { code } } }),
    );
    expect(calls).toEqual(['prepare', 'sign', 'complete', 'discard']);
  });

  it('asks for no time where the value is no signature', async () => {
    const { ports } = outside(success({ ...SIGNED, value: new Uint8Array(63) }));
    const timeStamp = (): never => {
      throw new Error('not asked');
    };
    expect(await sealDocument(request, pin, { ...ports, timeStamp })).toMatchObject({
      value: { trustedTime: { state: 'notAsked' } },
    });
  });

  it('names the profile behind a signature that does not fit, and tries no other', async () => {
    const { calls, ports } = outside(success(SIGNED), failure({ code: 'SIGNATURE_MISMATCH' }));
    expect(await sealDocument(request, pin, ports)).toEqual({
      ok: false,
      error: { code: 'SIGNATURE_MISMATCH', details: { module: '/module', profile: 'sansec' } },
    });
    expect(calls).toEqual(['prepare', 'sign', 'complete', 'discard']);
  });

  it('signs once and leaves nothing when the key refuses', async () => {
    const { calls, ports } = outside(failure({ code: 'PIN_WRONG' }));
    expect(await sealDocument(request, pin, ports)).toEqual({ ok: false, error: { code: 'PIN_WRONG' } });
    expect(calls).toEqual(['prepare', 'sign', 'discard']);
  });

  it.each([
    [
      'a seal that cannot be used',
      { ...chosen, info: { ...info, usable: false, reason: 'SEAL_EXPIRED' } },
      'SEAL_EXPIRED',
    ],
    ['a locked key', { ...chosen, token: { ...chosen.token, pin: { ...FREE, locked: true } } }, 'PIN_LOCKED'],
    [
      'a last try that nobody confirmed',
      { ...chosen, token: { ...chosen.token, pin: LAST } },
      'PIN_LAST_TRY',
    ],
  ] as const)('does not begin with %s', async (_, unusable, code) => {
    const { calls, ports } = outside(success(SIGNED));
    expect(await sealDocument({ ...request, chosen: unusable }, pin, ports)).toEqual({
      ok: false,
      error: { code },
    });
    expect(calls).toEqual([]);
  });

  it('uses the last try once it was confirmed', async () => {
    const { calls, ports } = outside(success(SIGNED));
    const atRisk = { ...request, chosen: { ...chosen, token: { ...chosen.token, pin: LAST } } };
    await sealDocument({ ...atRisk, lastTryConfirmed: true }, pin, ports);
    expect(calls).toContain('sign');
  });
});

describe('finding a seal by what a person calls it', () => {
  const tokens = [
    tokenInfo('T1', [sealInfo('E1', '公章'), sealInfo('E2', '财务专用章')]),
    tokenInfo('T2', [sealInfo('E3', '公章', 'T2')]),
  ];

  it.each([
    ['an esID', { seal: 'E2' }, 'E2'],
    ['a name that one seal has', { seal: '财务专用章' }, 'E2'],
    ['a name and the key it lies on', { seal: '公章', tokenSerial: 'T2' }, 'E3'],
  ])('takes %s', (_, name, esId) => {
    expect(findSeal(name, tokens)).toMatchObject({ ok: true, value: { info: { esId } } });
  });

  it.each([
    ['a name that two seals have', { seal: '公章' }, 'SEAL_AMBIGUOUS'],
    ['a name that none has', { seal: '合同章' }, 'SEAL_NOT_FOUND'],
    ['a seal of another key', { seal: 'E3', tokenSerial: 'T1' }, 'SEAL_NOT_FOUND'],
    ['a key that is not there', { seal: 'E1', tokenSerial: 'T9' }, 'TOKEN_NOT_FOUND'],
  ])('refuses %s', (_, name, code) => {
    expect(findSeal(name, tokens)).toMatchObject({ ok: false, error: { code } });
  });
});

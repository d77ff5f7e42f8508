import { beforeAll, describe, expect, it } from 'vitest';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty, type Party, type PartyPlan } from '../../core/verification/fixtures/mini-authority.ts';
import { withTextInAscii } from '../../core/verification/fixtures/misencoded-names.ts';
import { makeSeal, samplePicture, sealContent } from '../../core/verification/fixtures/mini-world.ts';
import { keyUsageExtension } from '../../core/x509/extensions.ts';
import type { StoredData, TokenSnapshot } from '../../shared/model/token.ts';
import type { TokenPort } from '../ports/tokens.ts';
import { chosenSeal, describeToken, listTokens } from './list-tokens.ts';

const NOW = new Date('2026-11-22T00:00:00Z');

let engine: SmEngine;
let root: Party;
let maker: Party;
let signer: Party;

const party = (commonName: string, changes: Partial<PartyPlan> = {}): Promise<Party> =>
  makeParty(engine, { commonName, serial: 9, ...changes }, root);

beforeAll(async () => {
  engine = await loadSmEngine();
  root = await makeParty(engine, { commonName: '样例根', serial: 1, isAuthority: true }, null);
  maker = await party('样例制章者');
  signer = await party('样例甲方');
});

const PIN = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};

function snapshotOf(
  certificates: readonly Uint8Array[],
  data: readonly (Uint8Array | StoredData)[] = [],
  changes: Partial<TokenSnapshot> = {},
): TokenSnapshot {
  return {
    module: '/module.so',
    kind: 'pkcs11',
    slot: 3,
    label: 'Token',
    serial: 'T1',
    manufacturer: 'Maker',
    initialised: true,
    pin: PIN,
    soPin: PIN,
    certificates: certificates.map((der) => ({ id: Uint8Array.of(1), label: '签名证书', der })),
    data: data.map((each) =>
      each instanceof Uint8Array ? { label: '章', application: '', value: each } : each,
    ),
    ...changes,
  };
}

const describeSnapshot = (snapshot: TokenSnapshot) => describeToken(snapshot, engine, NOW);
const certificateReason = (der: Uint8Array) =>
  describeSnapshot(snapshotOf([der])).info.certificates[0]?.reason;
const sealReason = (der: Uint8Array, certificate = signer.certificate) =>
  describeSnapshot(snapshotOf([certificate], [der])).info.seals[0]?.reason;

describe('describeToken', () => {
  it('shows a usable certificate and seal with everything that the panel needs', async () => {
    const seal = await makeSeal(maker, sealContent(signer));
    const { info, seals } = describeSnapshot(snapshotOf([signer.certificate], [seal]));
    expect(info).toEqual({
      module: '/module.so',
      kind: 'pkcs11',
      slot: 3,
      label: 'Token',
      serial: 'T1',
      manufacturer: 'Maker',
      state: 'ready',
      pin: PIN,
      soPin: PIN,
      certificates: [
        {
          subject: 'CN=样例甲方,C=CN',
          serial: '09',
          algorithm: 'SM2',
          notBefore: '2026-01-01T00:00:00.000Z',
          notAfter: '2030-01-01T00:00:00.000Z',
          usable: true,
          reason: null,
        },
      ],
      seals: [
        {
          esId: 'SAMPLE0001',
          name: '样例公章',
          kind: 'organisation',
          tokenSerial: 'T1',
          validFrom: '2026-02-01T00:00:00.000Z',
          validTo: '2029-02-01T00:00:00.000Z',
          widthMm: 40,
          heightMm: 40,
          pictureType: 'png',
          picture: samplePicture(),
          usable: true,
          history: false,
          reason: null,
        },
      ],
    });
    expect(seals[0]?.seal).toEqual(seal);
    expect(seals[0]?.certificate).toEqual(signer.certificate);
  });

  it.each([
    ['ready', {}],
    ['pinLocked', { pin: { ...PIN, triesLeft: 0, locked: true } }],
    ['pinNotSet', { pin: { ...PIN, isSet: false }, certificates: [] }],
    ['ready', { pin: { ...PIN, isSet: false } }],
    ['pinMustChange', { pin: { ...PIN, mustChange: true } }],
    ['notInitialised', { initialised: false }],
    ['noCertificate', { certificates: [] }],
  ] as const)('reports the state %s', (state, changes) => {
    expect(describeSnapshot(snapshotOf([signer.certificate], [], changes)).info.state).toBe(state);
  });
});

describe('A certificate on a token', () => {
  it('is shown with the reason when it cannot sign', async () => {
    const expired = await party('过期', { notAfter: '2026-11-21T23:59:59Z' });
    const early = await party('未生效', { notBefore: '2026-11-22T00:00:01Z' });
    const encryption = await party('加密', {
      extensions: [keyUsageExtension('keyEncipherment', 'keyAgreement')],
    });
    const repudiable = await party('签名', { extensions: [keyUsageExtension('digitalSignature')] });
    expect(certificateReason(expired.certificate)).toBe('CERTIFICATE_EXPIRED');
    expect(certificateReason(early.certificate)).toBe('CERTIFICATE_NOT_YET_VALID');
    expect(certificateReason(encryption.certificate)).toBe('CERTIFICATE_NOT_FOR_SIGNING');
    expect(certificateReason(repudiable.certificate)).toBeNull();
  });

  it('is usable whatever its name is made of', async () => {
    const { certificate } = await withTextInAscii(await party('样例'), root, '样例');
    const { info } = describeSnapshot(snapshotOf([certificate]));
    expect(info.certificates[0]).toMatchObject({ subject: 'CN=样例,C=CN', usable: true });
  });

  it('is shown under its label when it cannot be read', () => {
    const { info } = describeSnapshot(snapshotOf([Uint8Array.of(0x30, 0x80)]));
    expect(info.certificates[0]).toMatchObject({
      subject: '签名证书',
      usable: false,
      reason: 'CERTIFICATE_DAMAGED',
    });
  });
});

describe('A seal on a token', () => {
  it('is usable only within its validity', async () => {
    const content = (from: string, to: string) =>
      makeSeal(maker, sealContent(signer, { validFrom: new Date(from), validTo: new Date(to) }));
    expect(sealReason(await content('2026-01-01T00:00:00Z', '2026-11-22T00:00:00Z'))).toBeNull();
    expect(sealReason(await content('2026-01-01T00:00:00Z', '2026-11-21T23:59:59Z'))).toBe('SEAL_EXPIRED');
    expect(sealReason(await content('2026-11-22T00:00:01Z', '2029-01-01T00:00:00Z'))).toBe(
      'SEAL_NOT_YET_VALID',
    );
  });

  it('needs one of its listed certificates on the same token, listed whole or by digest', async () => {
    const other = await party('样例乙方');
    const listed = await makeSeal(maker, sealContent(signer));
    const digests = [{ type: 'SM3', value: engine.sm3(signer.certificate) }];
    const byDigest = await makeSeal(
      maker,
      sealContent(signer, { certificateList: { kind: 'digests', digests } }),
    );
    expect(sealReason(listed, other.certificate)).toBe('SEAL_CERTIFICATE_NOT_LISTED');
    expect(sealReason(byDigest)).toBeNull();
    expect(sealReason(byDigest, other.certificate)).toBe('SEAL_CERTIFICATE_NOT_LISTED');
  });

  it('is unusable when the only certificate that it lists is unusable', async () => {
    const expired = await party('过期', { notAfter: '2026-11-01T00:00:00Z' });
    const seal = await makeSeal(maker, sealContent(expired));
    expect(sealReason(seal, expired.certificate)).toBe('CERTIFICATE_EXPIRED');
  });

  it('is damaged when its maker did not sign its content', async () => {
    const seal = await makeSeal(maker, sealContent(signer));
    const text = new TextDecoder('latin1').decode(seal);
    seal[text.indexOf('SAMPLE0001') + 9] = 0x32;
    expect(sealReason(seal)).toBe('SEAL_DAMAGED');
  });

  it('is listed as damaged only when the object claims to be a seal', () => {
    const value = Uint8Array.of(1, 2, 3);
    const data = [
      { label: '公章', application: 'GB/T 38540-2020', value },
      { label: 'cookie', application: 'Some browser', value },
    ];
    const { info } = describeSnapshot(snapshotOf([signer.certificate], data));
    expect(info.seals.map(({ name, usable, reason }) => [name, usable, reason])).toEqual([
      ['公章', false, 'SEAL_DAMAGED'],
    ]);
  });
});

describe('listTokens and chosenSeal', () => {
  it('return failures of modules and the bytes of the chosen seal', async () => {
    const seal = await makeSeal(maker, sealContent(signer));
    const failures = [{ module: '/other.so', error: { code: 'MODULE_MISSING' } }] as const;
    const tokens: Pick<TokenPort, 'list'> = {
      list: () => Promise.resolve({ tokens: [snapshotOf([signer.certificate], [seal])], failures }),
    };
    const listed = await listTokens({ tokens, engine, clock: { now: () => NOW } });
    expect(listed.failures).toEqual(failures);
    const wanted = listed.tokens[0]?.info.seals[0];
    if (wanted === undefined) throw new Error('no seal listed');
    expect(chosenSeal(listed.tokens, wanted)).toMatchObject({
      info: wanted,
      certificate: signer.certificate,
    });
    expect(chosenSeal(listed.tokens, { ...wanted, tokenSerial: 'T2' })).toBeNull();
  });

  it('return no chosen seal when its certificate is missing', async () => {
    const seal = await makeSeal(maker, sealContent(signer));
    const other = await party('样例乙方');
    const listed = describeSnapshot(snapshotOf([other.certificate], [seal]));
    const wanted = listed.info.seals[0];
    if (wanted === undefined) throw new Error('no seal listed');
    expect(chosenSeal([listed], wanted)).toBeNull();
  });
});

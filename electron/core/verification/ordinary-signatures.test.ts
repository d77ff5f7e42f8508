import { constants, createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  writeInteger,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
  writeExplicit,
} from '../asn1/der-writer.ts';
import { CMS_OID, CURVE_OID, DIGEST_OID, KEY_OID, MASK_OID, SM_OID } from '../asn1/identifiers.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { readTrustStore } from '../x509/trust-store.ts';
import type { SignatureReport } from '../../shared/model/verification-report.ts';
import { makeHarness, type Harness } from './fixtures/harness.ts';
import { makeParty } from './fixtures/mini-authority.ts';
import { makeTimeStampAuthority, makeTimeStampToken } from './fixtures/mini-time-stamp.ts';
import {
  attribute,
  type CmsPlan,
  signPdf,
  sm2Party,
  standardList,
  standardParty,
  type StandardParty,
  type StandardSigner,
} from './fixtures/standard-party.ts';

const named = (id: string) => writeSequence(writeObjectIdentifier(id), writeNull());
const bare = (id: string) => writeSequence(writeObjectIdentifier(id));

interface Kind {
  readonly pair: () => { publicKey: KeyObject; privateKey: KeyObject };
  readonly algorithm: Uint8Array;
  readonly digest: keyof typeof DIGEST_OID;
  readonly hash: string;
  readonly name: string;
  readonly padding?: number;
}

const pss = writeSequence(
  writeObjectIdentifier(KEY_OID.rsaPss),
  writeSequence(
    writeExplicit(0, named(DIGEST_OID.sha384)),
    writeExplicit(1, writeSequence(writeObjectIdentifier(MASK_OID), named(DIGEST_OID.sha384))),
    writeExplicit(2, writeInteger(48)),
  ),
);
const rsa = (modulusLength: number) => () => generateKeyPairSync('rsa', { modulusLength });
const ec = (namedCurve: string) => () => generateKeyPairSync('ec', { namedCurve });

const KINDS: readonly Kind[] = [
  {
    name: 'RSA SHA-256',
    pair: rsa(2048),
    algorithm: named('1.2.840.113549.1.1.11'),
    digest: 'sha256',
    hash: 'sha256',
  },
  {
    name: 'RSA SHA3-256',
    pair: rsa(2048),
    algorithm: named('2.16.840.1.101.3.4.3.14'),
    digest: 'sha3With256',
    hash: 'sha3-256',
  },
  {
    name: 'RSA-PSS SHA-384',
    pair: rsa(2048),
    algorithm: pss,
    digest: 'sha384',
    hash: 'sha384',
    padding: constants.RSA_PKCS1_PSS_PADDING,
  },
  {
    name: 'ECDSA SHA-256',
    pair: ec('P-256'),
    algorithm: bare('1.2.840.10045.4.3.2'),
    digest: 'sha256',
    hash: 'sha256',
  },
  {
    name: 'ECDSA SHA-384',
    pair: ec('P-384'),
    algorithm: bare('1.2.840.10045.4.3.3'),
    digest: 'sha384',
    hash: 'sha384',
  },
  {
    name: 'ECDSA SHA-512',
    pair: ec('P-521'),
    algorithm: bare('1.2.840.10045.4.3.4'),
    digest: 'sha512',
    hash: 'sha512',
  },
  {
    name: 'ECDSA SHA3-512',
    pair: ec('P-256'),
    algorithm: bare('2.16.840.1.101.3.4.3.12'),
    digest: 'sha3With512',
    hash: 'sha3-512',
  },
  {
    name: 'Ed25519',
    pair: () => generateKeyPairSync('ed25519'),
    algorithm: bare(KEY_OID.ed25519),
    digest: 'sha512',
    hash: 'sha512',
  },
];

function signerOf({ pair, algorithm, digest, hash, padding }: Kind): StandardSigner {
  const { publicKey, privateKey } = pair();
  const isEdwards = publicKey.asymmetricKeyType === 'ed25519';
  const key = padding === undefined ? privateKey : { key: privateKey, padding, saltLength: 48 };
  return {
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    algorithm,
    digestId: DIGEST_OID[digest],
    sign: (message) => new Uint8Array(sign(isEdwards ? null : hash, message, key)),
    digest: (bytes) => new Uint8Array(createHash(hash).update(bytes).digest()),
  };
}

let harness: Harness;
let first: { readonly root: StandardParty; readonly holder: StandardParty };

beforeAll(async () => {
  harness = await makeHarness();
  first = hierarchy(KINDS[0]);
});

function hierarchy(kind: Kind | undefined): typeof first {
  if (kind === undefined) throw new Error('a kind expected');
  const root = standardParty(signerOf(kind), 'Root', null);
  return { root, holder: standardParty(signerOf(kind), 'Holder', root) };
}

const trustIn = (root: StandardParty) =>
  readTrustStore({ certificates: [root.certificate], crls: [standardList(root)] });

async function judged(plan: Partial<CmsPlan> = {}, parties = first): Promise<SignatureReport> {
  const file = await signPdf(harness.plain, { signer: parties.holder, ...plan });
  return harness.only(file, { trust: trustIn(parties.root) });
}

const summary = ({ verdict, reasons }: SignatureReport) => [verdict, ...reasons];

describe.each(KINDS)('a signature by $name', (kind) => {
  it('is valid below a root of the trust folder, and not without', async () => {
    const { root, holder } = hierarchy(kind);
    const file = await signPdf(harness.plain, { signer: holder });
    const report = await harness.only(file, { trust: trustIn(root) });
    expect(summary(report)).toEqual(['valid']);
    expect(report).toMatchObject({ format: 'cms', seal: null, signer: { subject: 'CN=Holder' } });
    expect(report.checks).toMatchObject({
      signature: { result: 'pass', facts: { algorithm: kind.name } },
      seal: { result: 'skipped', code: 'NO_SEAL' },
      status: { result: 'skipped', code: 'NO_SEAL' },
      revocation: { result: 'pass', code: 'OK' },
    });
    const stranger = { ...trustIn(root), anchors: [] };
    expect(await harness.summary(file, { trust: stranger })).toContain('NO_CERTIFICATE_CHAIN_FOUND');
    file[20] = (file[20] ?? 0) ^ 1;
    expect((await harness.verify(file, { trust: trustIn(root) })).verdict).not.toBe('valid');
  });
});

describe('a signature whose parts contradict each other', () => {
  it('over another document is invalid', async () => {
    expect(summary(await judged({ messageDigest: (hash) => hash.map((byte) => byte ^ 1) }))).toEqual([
      'invalid',
      'HASH_FAILURE',
    ]);
  });

  it('whose attributes name another certificate is invalid', async () => {
    const report = await judged({ certificateHash: new Uint8Array(32) });
    expect(report.checks.signature).toMatchObject({
      code: 'SIG_CRYPTO_FAILURE',
      facts: { rule: 'signingCertificate' },
    });
    expect(report.verdict).toBe('invalid');
  });

  it('whose algorithm has another digest than its signer is invalid', async () => {
    const report = await judged({ algorithm: named('1.2.840.113549.1.1.13') });
    expect(report.checks.signature).toMatchObject({
      code: 'SIG_CRYPTO_FAILURE',
      facts: { rule: 'algorithms' },
    });
  });

  it('with two signers is invalid', async () => {
    const report = await judged({ copies: 2 });
    expect(report.checks.integrity).toMatchObject({ result: 'fail', facts: { rule: 'signerInfos' } });
  });

  it('with anything but zeros behind it is invalid', async () => {
    const report = await judged({ wrapped: (message) => concatBytes(message, Uint8Array.of(0, 1)) });
    expect(report.checks.integrity).toMatchObject({ code: 'CONTENTS_INVALID', facts: { rule: 'padding' } });
  });

  it('without attributes is valid over its document alone', async () => {
    expect((await judged({ withoutAttributes: true })).verdict).toBe('valid');
    const file = await signPdf(harness.plain, { signer: first.holder, withoutAttributes: true });
    const name = Buffer.from(file).lastIndexOf('(Signer)');
    file[name + 1] = 0x54;
    expect(await harness.summary(file, { trust: trustIn(first.root) })).toEqual([
      'invalid',
      'HASH_FAILURE',
      'SIG_CRYPTO_FAILURE',
    ]);
  });
});

describe('weak and outdated signatures', () => {
  it('by SHA-1 or a short key are named, and not valid', async () => {
    const weak = 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE';
    const sha1 = {
      ...KINDS[0],
      name: 'RSA SHA-1',
      algorithm: named('1.2.840.113549.1.1.5'),
      digest: 'sha1',
      hash: 'sha1',
    } as Kind;
    const old = await judged({}, hierarchy(sha1));
    expect([old.verdict, old.checks.integrity.code, old.checks.signature.code]).toEqual([
      'indeterminate',
      weak,
      weak,
    ]);
    expect(old.checks.signature.facts).toMatchObject({ algorithm: 'RSA SHA-1' });
    const short = await judged({}, hierarchy({ ...KINDS[0], pair: rsa(1024) } as Kind));
    expect([short.verdict, short.checks.signature.code]).toEqual(['indeterminate', weak]);
  });

  it('of the forms that rest on SHA-1 alone are named, and not judged', async () => {
    const outdated = { result: 'unknown', code: 'SIGNATURE_FORM_OUTDATED' };
    const bareValue = await judged({ wrapped: () => writeOctetString(new Uint8Array(256).fill(1)) });
    expect(bareValue.checks.integrity).toMatchObject({ ...outdated, facts: { form: 'adbe.x509.rsa_sha1' } });
    const sha1 = {
      ...signerOf(KINDS[0] as Kind),
      digest: (bytes: Uint8Array) => new Uint8Array(createHash('sha1').update(bytes).digest()),
    };
    const held = await judged({ signer: standardParty(sha1, 'Holder', first.root), holdsHash: true });
    expect(held.checks.integrity).toMatchObject({ ...outdated, facts: { form: 'adbe.pkcs7.sha1' } });
    expect([bareValue.verdict, held.verdict]).toEqual(['indeterminate', 'indeterminate']);
  });

  it('that hold another content than a hash are invalid', async () => {
    const report = await judged({ holdsHash: true });
    expect(report.checks.integrity).toMatchObject({ result: 'fail', facts: { rule: 'enveloped' } });
  });

  it('on a curve that is not known are named', async () => {
    const odd = await judged({ algorithm: bare(CURVE_OID.p256) });
    expect(odd.checks.signature).toMatchObject({
      result: 'unknown',
      code: 'SIGNATURE_ALGORITHM_UNSUPPORTED',
    });
  });
});

describe('CMS as other software writes it', () => {
  it('may be BER of open length', async () => {
    const opened = (message: Uint8Array) => {
      const start = (message[1] ?? 0) < 0x80 ? 2 : 2 + ((message[1] ?? 0) & 0x7f);
      return concatBytes(Uint8Array.of(0x30, 0x80), message.subarray(start), new Uint8Array(2));
    };
    expect((await judged({ wrapped: opened })).verdict).toBe('valid');
  });

  it('may hold attributes of others with several values', async () => {
    const unsigned = () => [attribute('1.2.3.4', writeInteger(1)), attribute('1.2.3.4', writeInteger(2))];
    expect((await judged({ unsigned })).verdict).toBe('valid');
  });
});

describe('a CMS signature by SM2', () => {
  const party = async (): Promise<StandardParty> => {
    const { engine, issuing } = harness;
    return sm2Party(
      engine,
      await makeParty(engine, { commonName: '样例签名人', serial: 21 }, issuing),
      issuing,
    );
  };

  it.each([
    ['detached with the object identifiers of CMS', {}],
    ['detached with those of GM/T 0010', { isGm: true }],
    ['detached without attributes', { isGm: true, withoutAttributes: true }],
    ['around the hash, as GM.sm2cms.detached has it', { isGm: true, holdsHash: true }],
    ['around the hash with the object identifiers of CMS', { holdsHash: true }],
    ['by the algorithm SM2 alone', { isGm: true, holdsHash: true, algorithm: bare(SM_OID.sm2Signature) }],
  ] as const)('%s is valid, and invalid after a change', async (_what, plan) => {
    const file = await signPdf(harness.plain, { signer: await party(), ...plan });
    const report = await harness.only(file);
    expect(summary(report)).toEqual(['valid']);
    expect(report.checks.signature.facts).toMatchObject({ algorithm: 'SM2 SM3' });
    const name = Buffer.from(file).lastIndexOf('(Signer)');
    file[name + 1] = 0x54;
    expect((await harness.only(file)).verdict).toBe('invalid');
  });

  it('is proven by a time stamp among its unsigned attributes, and not by one over something else', async () => {
    const { engine, issuing } = harness;
    const authority = await makeTimeStampAuthority(engine, issuing);
    const signer = await party();
    const tokenOver = (over: Uint8Array) => makeTimeStampToken(engine, { authority, issuer: issuing, over });
    let value = new Uint8Array();
    await signPdf(harness.plain, {
      signer,
      unsigned: (signature) => ((value = new Uint8Array(signature)), []),
    });
    const good = await tokenOver(value);
    const wrong = await tokenOver(new Uint8Array(3));
    const same: StandardParty = { ...signer, sign: () => value };
    const stamped = (token: Uint8Array) =>
      signPdf(harness.plain, { signer: same, unsigned: () => [attribute(CMS_OID.timeStampToken, token)] });
    const report = await harness.only(await stamped(good));
    expect(report.checks.time).toMatchObject({ result: 'pass', code: 'TIME_PROVEN' });
    expect(report.verdict).toBe('valid');
    expect(await harness.summary(await stamped(wrong))).toContain('TIME_STAMP_INVALID');
    expect((await harness.only(await stamped(wrong))).verdict).toBe('invalid');
  });
});

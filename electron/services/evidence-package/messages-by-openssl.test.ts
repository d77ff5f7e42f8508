import { constants, createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  writeExplicit,
  writeInteger,
  writeNull,
  writeObjectIdentifier,
  writeSequence,
} from '../../core/asn1/der-writer.ts';
import { CMS_OID, DIGEST_OID, EXTENDED_USAGE_OID, KEY_OID, MASK_OID } from '../../core/asn1/identifiers.ts';
import { concatBytes } from '../../core/bytes/byte-arrays.ts';
import { type Harness, makeHarness } from '../../core/verification/fixtures/harness.ts';
import { makeParty } from '../../core/verification/fixtures/mini-authority.ts';
import {
  makeTimeStampAuthority,
  makeTimeStampToken,
  purposesExtension,
} from '../../core/verification/fixtures/mini-time-stamp.ts';
import {
  attribute,
  type CmsPlan,
  signPdf,
  sm2Party,
  standardList,
  standardParty,
  type StandardParty,
  type StandardSigner,
} from '../../core/verification/fixtures/standard-party.ts';
import { readTrustStore, type TrustStore } from '../../core/x509/trust-store.ts';
import { ocspResponse, withResponses } from './fixtures/stored-evidence.ts';
import {
  surprising,
  titled,
  type Unpacked,
  unpackedPackage,
} from '../../../e2e/fixtures/documents/unpacked-package.ts';
import { DOCUMENT_PATHS } from './openssl-commands.ts';

/** How a key that OpenSSL makes signs. */
interface Kind {
  readonly pair: () => { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  /** AlgorithmIdentifier, DER. */
  readonly algorithm: Uint8Array;
  readonly digest: keyof typeof DIGEST_OID;
  /** The digest as the runtime names it. */
  readonly hash: string;
  readonly padding?: number;
}

const named = (id: string): Uint8Array => writeSequence(writeObjectIdentifier(id), writeNull());
const bare = (id: string): Uint8Array => writeSequence(writeObjectIdentifier(id));
const rsa = (): ReturnType<Kind['pair']> => generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = (namedCurve: string) => (): ReturnType<Kind['pair']> => generateKeyPairSync('ec', { namedCurve });

const pss = writeSequence(
  writeObjectIdentifier(KEY_OID.rsaPss),
  writeSequence(
    writeExplicit(0, named(DIGEST_OID.sha384)),
    writeExplicit(1, writeSequence(writeObjectIdentifier(MASK_OID), named(DIGEST_OID.sha384))),
    writeExplicit(2, writeInteger(48)),
  ),
);

/** Every family of keys and digests that is judged, but SM2. */
const STANDARD_KINDS = {
  'RSA SHA-256': { pair: rsa, algorithm: named('1.2.840.113549.1.1.11'), digest: 'sha256', hash: 'sha256' },
  'RSA SHA-1': { pair: rsa, algorithm: named('1.2.840.113549.1.1.5'), digest: 'sha1', hash: 'sha1' },
  'RSA-PSS SHA-384': {
    ...{ pair: rsa, algorithm: pss, digest: 'sha384', hash: 'sha384' },
    padding: constants.RSA_PKCS1_PSS_PADDING,
  },
  'ECDSA SHA-256': {
    pair: ec('P-256'),
    algorithm: bare('1.2.840.10045.4.3.2'),
    digest: 'sha256',
    hash: 'sha256',
  },
  'ECDSA SHA-512': {
    pair: ec('P-521'),
    algorithm: bare('1.2.840.10045.4.3.4'),
    digest: 'sha512',
    hash: 'sha512',
  },
  'ECDSA SHA3-512': {
    ...{ pair: ec('P-256'), algorithm: bare('2.16.840.1.101.3.4.3.12') },
    ...{ digest: 'sha3With512', hash: 'sha3-512' },
  },
  Ed25519: {
    pair: () => generateKeyPairSync('ed25519'),
    ...{ algorithm: bare(KEY_OID.ed25519), digest: 'sha512', hash: 'sha512' },
  },
} as const satisfies Record<string, Kind>;

/** Makes a new key of a kind. */
function standardSigner(name: keyof typeof STANDARD_KINDS): StandardSigner {
  const { pair, algorithm, digest, hash, padding }: Kind = STANDARD_KINDS[name];
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
beforeAll(async () => void (harness = await makeHarness()));

const unpacked = (document: Uint8Array, trust: TrustStore): Promise<Unpacked> =>
  unpackedPackage({ engine: harness.engine, trust }, document);

interface Hierarchy {
  readonly root: StandardParty;
  readonly holder: StandardParty;
}

function hierarchy(kind: keyof typeof STANDARD_KINDS): Hierarchy {
  const root = standardParty(standardSigner(kind), 'Root', null);
  return { root, holder: standardParty(standardSigner(kind), 'Holder', root) };
}

const trustIn = ({ root }: Pick<Hierarchy, 'root'>, withList = true): TrustStore =>
  readTrustStore({ certificates: [root.certificate], crls: withList ? [standardList(root)] : [] });

async function sm2Signer(): Promise<StandardParty> {
  const { engine, issuing } = harness;
  return sm2Party(engine, await makeParty(engine, { commonName: '签名人', serial: 21 }, issuing), issuing);
}

describe('a person with openssl alone', () => {
  it.each(Object.keys(STANDARD_KINDS) as (keyof typeof STANDARD_KINDS)[])(
    'repeats every check of a signature by %s',
    async (kind) => {
      const parties = hierarchy(kind);
      const document = await signPdf(harness.plain, { signer: parties.holder });
      const found = await unpacked(document, trustIn(parties));
      expect(found.verdict).toBe(kind === 'RSA SHA-1' ? 'indeterminate' : 'valid');
      expect(titled(found, /验签通过/)).toHaveLength(1);
      expect(titled(found, /messageDigest/)).toHaveLength(1);
      expect(titled(found, /签名属性 attributes.der 取自/)).toHaveLength(1);
      expect(surprising(found)).toEqual([]);
    },
  );

  const PLANS: readonly (readonly [string, Partial<CmsPlan>, RegExp])[] = [
    ['with the object identifiers of CMS', {}, /messageDigest/],
    ['with those of GM/T 0010', { isGm: true }, /messageDigest/],
    ['without attributes', { withoutAttributes: true }, /取出文件中被覆盖的字节/],
    ['around the hash', { isGm: true, holdsHash: true }, /content\.bin/],
  ];
  it.each(PLANS)('repeats every check of a signature by SM2 %s', async (_what, plan, words) => {
    const document = await signPdf(harness.plain, { signer: await sm2Signer(), ...plan });
    const found = await unpacked(document, harness.trust);
    expect(found.verdict).toBe('valid');
    expect(titled(found, words)).not.toEqual([]);
    expect(titled(found, /验签通过/)).toHaveLength(1);
    expect(surprising(found)).toEqual([]);
  });

  it('repeats what is expected of a document that was changed after it was signed', async () => {
    const parties = hierarchy('RSA SHA-256');
    const document = await signPdf(harness.plain, { signer: parties.holder });
    const name = Buffer.from(document).lastIndexOf('(Signer)');
    const found = await unpacked(document.with(name + 1, 0x54), trustIn(parties));
    expect(found.verdict).toBe('invalid');
    expect(titled(found, /messageDigest/)).toMatchObject([{ holds: false }]);
    expect(surprising(found)).toEqual([]);
  });

  it('reads CMS of open length, as other software writes it, and finds a flipped byte', async () => {
    const parties = hierarchy('ECDSA SHA-256');
    const opened = (message: Uint8Array): Uint8Array => {
      const start = (message[1] ?? 0) < 0x80 ? 2 : 2 + ((message[1] ?? 0) & 0x7f);
      return concatBytes(Uint8Array.of(0x30, 0x80), message.subarray(start), new Uint8Array(2));
    };
    const document = await signPdf(harness.plain, { signer: parties.holder, wrapped: opened });
    const found = await unpacked(document, trustIn(parties));
    expect(found.verdict).toBe('valid');
    expect(titled(found, /attributes.der 取自/)).toHaveLength(1);
    expect(surprising(found)).toEqual([]);
    const path = join(found.folder, DOCUMENT_PATHS.pdf);
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.with(100, (bytes[100] ?? 0) ^ 1));
    expect(surprising(found).join('\n')).toMatch(/attributes\.der -strparse/);
  });

  it('repeats every check of a time stamp over a signature value, and of one over the document', async () => {
    const { engine, issuing } = harness;
    const authority = await makeTimeStampAuthority(engine, issuing);
    const signer = await sm2Signer();
    let value = new Uint8Array();
    const stamp = (over: Uint8Array): Promise<Uint8Array> =>
      makeTimeStampToken(engine, { authority, issuer: issuing, over, stampedAt: '2026-06-02T00:00:00Z' });
    await signPdf(harness.plain, { signer, unsigned: (made) => ((value = new Uint8Array(made)), []) });
    const token = await stamp(value);
    const unsigned = () => [attribute(CMS_OID.timeStampToken, token)];
    const signed = await signPdf(harness.plain, { signer, unsigned });
    let covered = new Uint8Array();
    const digest = (bytes: Uint8Array) => ((covered = new Uint8Array(bytes)), engine.sm3(bytes));
    await signPdf(signed, { signer: { ...signer, digest }, certificateHash: new Uint8Array(32) });
    const later = await stamp(covered);
    const found = await unpacked(await signPdf(signed, { signer, wrapped: () => later }), harness.trust);
    expect(found.verdict).toBe('valid');
    expect(titled(found, /时间戳所盖的就是这个签名值/)).toHaveLength(1);
    expect(titled(found, /时间戳所盖的就是文件中此前的全部字节/)).toHaveLength(1);
    expect(titled(found, /时间戳由“/)).toHaveLength(2);
    expect(surprising(found)).toEqual([]);
  });

  it.each([
    ['the issuer', 'RSA SHA-256', undefined],
    ['the issuer, of a revoked certificate', 'RSA SHA-256', new Date('2026-05-01T00:00:00Z')],
    ['a responder that the issuer has authorised', 'ECDSA SHA-256', undefined],
  ] as const)('repeats every check of an OCSP response by %s', async (who, kind, revokedAt) => {
    const { root, holder } = hierarchy(kind);
    const isDelegated = who.startsWith('a responder');
    const purposes = [purposesExtension(false, EXTENDED_USAGE_OID.ocspSigning)];
    const by = isDelegated ? standardParty(standardSigner(kind), 'Responder', root, purposes) : root;
    const plan = { about: holder, issuer: root, by };
    const response = ocspResponse(revokedAt === undefined ? plan : { ...plan, revokedAt });
    const document = await signPdf(withResponses(harness.plain, [response]), { signer: holder });
    const found = await unpacked(document, trustIn({ root }, false));
    expect(found.verdict).toBe(revokedAt === undefined ? 'valid' : 'invalid');
    expect(titled(found, /OCSP 响应由/)).toHaveLength(1);
    expect(
      titled(found, revokedAt === undefined ? /OCSP 响应称.*有效$/ : /OCSP 响应称.*已撤销$/),
    ).toHaveLength(1);
    expect(titled(found, /授权答复 OCSP/)).toHaveLength(isDelegated ? 1 : 0);
    expect(surprising(found)).toEqual([]);
  });
});

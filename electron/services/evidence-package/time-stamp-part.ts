import { CMS_OID, DIGEST_OID, SM_OID } from '../../core/asn1/identifiers.ts';
import { octetsOf } from '../../core/asn1/values.ts';
import type { SealSignature } from '../../core/seal/seal-signature.ts';
import { findAuthority } from '../../core/timestamp/judge-time-stamp.ts';
import { decodeTimeStampToken, type TimeStampToken } from '../../core/timestamp/time-stamp-token.ts';
import { buildPath } from '../../core/x509/path.ts';
import type { SignatureContext } from '../../core/verification/evidence/context.ts';
import { CodedError } from '../../shared/errors.ts';
import type { SignatureReport } from '../../shared/model/verification-report.ts';
import { text } from '../../shared/texts/bilingual.ts';
import { joinParts, type PackagePart, type Step } from '../packages/package-part.ts';
import { pathPart } from './certificate-part.ts';
import {
  cutIs,
  elementOffset,
  openSslSignature,
  type PackageNames,
  pemFile,
  sm2Verify,
  WORK,
} from './openssl-commands.ts';

/** A signature, its verdict, and how its files are named. */
export interface SignatureOptions {
  readonly context: SignatureContext;
  readonly report: SignatureReport;
  /** From 1. */
  readonly number: number;
  readonly names: PackageNames;
}

/** The digests of imprints that OpenSSL computes, by their identifier. */
const DIGEST_NAMES: Readonly<Record<string, string>> = {
  [SM_OID.sm3]: 'sm3',
  [DIGEST_OID.sha256]: 'sha256',
};

/** Makes the files of the time stamp over a signature value and the steps that check it; nothing without one. */
export function timeStampPart(
  signature: SealSignature,
  value: Uint8Array,
  { context, report, number, names }: SignatureOptions,
): PackagePart {
  const none = { files: [], steps: [] };
  // A token of GM/T 0031-2014 stands inside the signed bytes and is over the document.
  if (signature.timeStamp === null || signature.format === 'ses-v1') return none;
  const token = tokenOrNull(signature.timeStamp);
  if (token === null) return none;
  const { inputs } = context;
  const authority = findAuthority(token, inputs.trust);
  const key = authority?.publicKey.sm2 ?? null;
  if (authority === null || key === null) return none;
  const folder = `signatures/${number}`;
  const intermediates = [...inputs.trust.intermediates, ...token.certificates];
  const at = token.info.stampedAt;
  const path = buildPath(authority, { engine: inputs.engine, at, trust: { ...inputs.trust, intermediates } });
  const stamp: PackagePart = {
    files: [
      { path: `${folder}/time-stamp.tst`, bytes: signature.timeStamp },
      { path: `${folder}/tst-info.der`, bytes: token.content },
      pemFile(authority, names),
      ...attributeFiles(token, folder),
    ],
    steps: report.checks.time.code === 'TIME_PROVEN' ? tokenSteps() : [],
  };
  const name = `${number}-stamp`;
  const chain = path.ok ? [pathPart(path.path, { at, inputs, name, names, purpose: 'timestampsign' })] : [];
  return joinParts([stamp, ...chain]);

  function tokenSteps(): Step[] {
    const { timeStamp } = signature;
    const tokenBytes = timeStamp ?? new Uint8Array();
    const stampedAt = at.toISOString();
    const digestName = DIGEST_NAMES[token?.info.imprint.algorithm ?? ''];
    if (token === null || authority === null || digestName === undefined) return [];
    const own = (said: string, english: string, command: string): Step => ({
      title: text(`签章 ${number}：${said}`, `Seal ${number}: ${english}`),
      command,
      holds: true,
    });
    const imprint = elementOffset(token.content, token.info.imprint.digest);
    return [
      own(
        '时间戳取自签章数据',
        'the time stamp is part of the signature data',
        cutIs(
          `${folder}/value.der`,
          elementOffset(value, tokenBytes, 1),
          `${number}.tst`,
          `${folder}/time-stamp.tst`,
        ),
      ),
      own(
        `时间戳 ${stampedAt} 的内容取自时间戳`,
        `the content of the stamp of ${stampedAt} is part of it`,
        cutIs(
          `${folder}/time-stamp.tst`,
          elementOffset(tokenBytes, token.content),
          `${number}.info`,
          `${folder}/tst-info.der`,
        ),
      ),
      own(
        '时间戳所盖的就是这个签名值',
        'the stamp is over this signature value',
        `openssl dgst -${digestName} -binary ${folder}/signature.bin > ${WORK}/${number}.imprint && ${cutIs(`${folder}/tst-info.der`, imprint, `${number}.stamped`, `${WORK}/${number}.imprint`)}`,
      ),
      ...attributeSteps(token, own, folder, `${number}-stamp`),
      own(
        `时间戳由“${authority.subject.text}”签名`,
        `the stamp is signed by "${authority.subject.text}"`,
        sm2Verify(
          names.pem(authority),
          token.signer.attributes === null ? `${folder}/tst-info.der` : `${folder}/tst-attributes.der`,
          `${folder}/tst-signature.der`,
          `${number}-stamp`,
        ),
      ),
    ];
  }
}

/** Reads a time-stamp token; null for what is none. */
export function tokenOrNull(bytes: Uint8Array): TimeStampToken | null {
  try {
    return decodeTimeStampToken(bytes);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function attributeFiles({ signer }: TimeStampToken, folder: string): { path: string; bytes: Uint8Array }[] {
  const signature = {
    path: `${folder}/tst-signature.der`,
    bytes: openSslSignature(signer.signature) ?? signer.signature,
  };
  if (signer.attributes === null) return [signature];
  return [signature, { path: `${folder}/tst-attributes.der`, bytes: signer.attributes.signedBytes[0] }];
}

/** RFC 5652 §5.4: the signed attributes hold the digest of the content. */
function attributeSteps(
  { signer }: TimeStampToken,
  own: (said: string, english: string, command: string) => Step,
  folder: string,
  name: string,
): Step[] {
  const element = signer.attributes?.values.get(CMS_OID.messageDigest);
  const digestName = DIGEST_NAMES[signer.digestAlgorithm];
  if (signer.attributes === null || element === undefined || digestName === undefined) return [];
  const digest = octetsOf(element, 'messageDigest');
  const offset = elementOffset(signer.attributes.signedBytes[0], digest);
  return [
    own(
      '时间戳签名的属性含有其内容的杂凑值',
      'the signed attributes of the stamp hold the hash of its content',
      `openssl dgst -${digestName} -binary ${folder}/tst-info.der > ${WORK}/${name}.digest && ${cutIs(`${folder}/tst-attributes.der`, offset, `${name}.attribute`, `${WORK}/${name}.digest`)}`,
    ),
  ];
}

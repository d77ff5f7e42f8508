import { CMS_OID } from '../../core/asn1/identifiers.ts';
import { octetsOf } from '../../core/asn1/values.ts';
import type { SealSignature } from '../../core/seal/seal-signature.ts';
import { findAuthority, tokenFault } from '../../core/timestamp/judge-time-stamp.ts';
import { decodeTimeStampToken, type TimeStampToken } from '../../core/timestamp/time-stamp-token.ts';
import type { Certificate } from '../../core/x509/certificate.ts';
import { buildPath } from '../../core/x509/path.ts';
import type { SignatureEvidence } from '../../core/verification/evidence/context.ts';
import { CodedError } from '../../shared/errors.ts';
import type { SignatureReport } from '../../shared/model/verification-report.ts';
import { type Bilingual, text } from '../../shared/texts/bilingual.ts';
import { joinParts, type PackagePart, type PartFile, type Step } from '../packages/package-part.ts';
import { pathPart } from './certificate-part.ts';
import { cutIs, elementOffset, offsetOrNull, type PackageNames, pemFile, WORK } from './openssl-commands.ts';
import type { CoveredBytes } from './placed-signature.ts';
import { checkValue, DIGEST_NAMES, valueBytes } from './value-commands.ts';

/** A signature, its verdict, and how its files are named. */
export interface SignatureOptions {
  readonly context: SignatureEvidence;
  /** Null where it is not known what the signature covers. */
  readonly covered: CoveredBytes | null;
  readonly report: SignatureReport;
  /** From 1. */
  readonly number: number;
  readonly names: PackageNames;
}

/** A time stamp in a package. */
export interface PackedStamp {
  readonly token: TimeStampToken;
  /** The file that holds the token, and its bytes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Shows that the token stands in the signature data; null where it is the signature data. */
  readonly within: string | null;
  /** The command that writes what was stamped. */
  readonly stamped: string;
  /** What was stamped, as the title of its step says it. */
  readonly over: Bilingual<string>;
  /** Whether the imprint is that of what was stamped, by the verdict. */
  readonly holds: boolean;
}

/** Makes the files of the time stamp over a seal's signature value and the steps that check it; nothing without one. */
export function sealStampPart(
  signature: SealSignature,
  value: Uint8Array,
  options: SignatureOptions,
): PackagePart {
  const none = { files: [], steps: [] };
  // A token of GM/T 0031-2014 stands inside the signed bytes and is over the document.
  if (signature.timeStamp === null || signature.format === 'ses-v1') return none;
  const token = tokenOrNull(signature.timeStamp);
  if (token === null) return none;
  const folder = `signatures/${options.number}`;
  const path = `${folder}/time-stamp.tst`;
  const offset = elementOffset(value, signature.timeStamp, 1);
  const part = stampPart(
    {
      ...{ token, path, bytes: signature.timeStamp, holds: true },
      within: cutIs(`${folder}/value.der`, offset, `${options.number}.tst`, path),
      stamped: `cat ${folder}/signature.bin`,
      over: OVER_VALUE,
    },
    options,
  );
  return options.report.checks.time.code === 'TIME_PROVEN' ? part : { files: part.files, steps: [] };
}

/** A time stamp over the value of a signature. */
export const OVER_VALUE = text('这个签名值', 'this signature value');

/** Makes the files of a time stamp and the steps that check it; no steps if its authority is not known. */
export function stampPart(stamp: PackedStamp, { context, number, names }: SignatureOptions): PackagePart {
  const { token, path, bytes, within, stamped, over, holds } = stamp;
  const { inputs } = context;
  const folder = `signatures/${number}`;
  const name = `${number}-stamp`;
  const files = [
    { path, bytes },
    { path: `${folder}/tst-info.der`, bytes: token.content },
  ];
  const authority = findAuthority(token, inputs.trust);
  if (authority === null) return { files, steps: [] };
  const intermediates = [...inputs.trust.intermediates, ...token.certificates];
  const at = token.info.stampedAt;
  const found = buildPath(authority, {
    engine: inputs.engine,
    at,
    trust: { ...inputs.trust, intermediates },
  });
  const own = (said: string, english: string, command: string, isSo = true): Step => ({
    title: text(`签章 ${number}：${said}`, `Seal ${number}: ${english}`),
    command,
    holds: isSo,
  });
  const imprint = elementOffset(token.content, token.info.imprint.digest);
  const digestName = DIGEST_NAMES[token.info.imprint.algorithm];
  const signed = token.signer.attributes === null ? 'tst-info.der' : 'tst-attributes.der';
  const check = checkValue(
    { signature: token.signer.signatureAlgorithm, digest: token.signer.digestAlgorithm },
    authority,
    { message: `${folder}/${signed}`, signature: `${folder}/tst-signature.der`, name },
    names,
  );
  const inToken = offsetOrNull(bytes, token.content);
  const info = inToken === null ? null : elementOffset(bytes, token.content);
  const stampedAt = at.toISOString();
  const steps = [
    ...(within === null
      ? []
      : [own('时间戳取自签章数据', 'the time stamp is part of the signature data', within)]),
    ...(info === null
      ? []
      : [
          own(
            `时间戳 ${stampedAt} 的内容取自时间戳`,
            `the content of the stamp of ${stampedAt} is part of it`,
            cutIs(path, info, `${number}.info`, `${folder}/tst-info.der`),
          ),
        ]),
    ...(digestName === undefined
      ? []
      : [
          own(
            `时间戳所盖的就是${over['zh-CN']}`,
            `the stamp is over ${over.en}`,
            `${stamped} | openssl dgst -${digestName} -binary > ${WORK}/${number}.imprint && ${cutIs(`${folder}/tst-info.der`, imprint, `${number}.stamped`, `${WORK}/${number}.imprint`)}`,
            holds,
          ),
        ]),
    ...attributeSteps(token, own, folder, name),
    ...(check === null
      ? []
      : [
          own(
            `时间戳由“${authority.subject.text}”签名`,
            `the stamp is signed by "${authority.subject.text}"`,
            check,
            tokenFault(inputs.engine, token, authority)?.rule !== 'signature',
          ),
        ]),
  ];
  const chain = found.ok ? [pathPart(found.path, { at, inputs, name, names, purpose: 'timestampsign' })] : [];
  return joinParts([
    { files: [...files, pemFile(authority, names), ...attributeFiles(token, authority, folder)], steps },
    ...chain,
  ]);
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

function attributeFiles({ signer }: TimeStampToken, authority: Certificate, folder: string): PartFile[] {
  const signature = {
    path: `${folder}/tst-signature.der`,
    bytes: valueBytes(signer.signature, authority),
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

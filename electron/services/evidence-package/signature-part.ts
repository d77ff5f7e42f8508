import { toHex } from '../../core/bytes/encodings.ts';
import { computeZ, messageDigest, zInput } from '../../core/sm/message-signature.ts';
import { certificateOrNull, type Certificate } from '../../core/x509/certificate.ts';
import {
  messageOf,
  sealSignatureOf,
  type SignatureEvidence,
} from '../../core/verification/evidence/context.ts';
import { listsCertificate } from '../../core/seal/verify-seal.ts';
import type { Seal } from '../../core/seal/seal.ts';
import type { SealSignature } from '../../core/seal/seal-signature.ts';
import { text } from '../../shared/texts/bilingual.ts';
import { joinParts, type PackagePart, type Step } from '../packages/package-part.ts';
import { pathPart } from './certificate-part.ts';
import { messagePart } from './message-part.ts';
import {
  cutIs,
  elementOffset,
  equals,
  hashOf,
  offsetIn,
  openSslSignature,
  pemFile,
  sm2Verify,
  WORK,
} from './openssl-commands.ts';
import type { CoveredBytes, PlacedSignature } from './placed-signature.ts';
import { sealStampPart, type SignatureOptions } from './time-stamp-part.ts';

/** Makes the files of one signature and the steps that check it; nothing without a value. */
export function signaturePart(
  context: SignatureEvidence,
  { value, part, covered }: PlacedSignature,
  named: Pick<SignatureOptions, 'report' | 'number' | 'names'>,
): PackagePart {
  if (value === null) return part;
  const options: SignatureOptions = { context, covered, ...named };
  const signature = sealSignatureOf(context);
  if (signature !== null) return joinParts([part, sealPart(signature, value, options)]);
  const message = messageOf(context);
  return message === null ? part : joinParts([part, messagePart(message, value, options)]);
}

function sealPart(signature: SealSignature, value: Uint8Array, options: SignatureOptions): PackagePart {
  const { context, number, names } = options;
  const signer = certificateOrNull(signature.signerCertificate);
  const maker = certificateOrNull(signature.seal.makerCertificate);
  const chain = (judged: SignatureEvidence['signer'], name: string): PackagePart[] =>
    judged?.path.ok === true
      ? [
          pathPart(judged.path.path, {
            at: judged.judgedAt,
            inputs: context.inputs,
            name: `${number}-${name}`,
            names,
          }),
        ]
      : [];
  return joinParts([
    documentPart(signature, value, options),
    ...(signer === null ? [] : [signerPart(signature, signer, options)]),
    ...(maker === null ? [] : [makerPart(signature, maker, options)]),
    ...chain(context.signer, 'signer'),
    ...chain(context.maker, 'maker'),
    sealStampPart(signature, value, options),
  ]);
}

function documentPart(
  { signedBytes, dataHash }: SealSignature,
  value: Uint8Array,
  { covered, number }: SignatureOptions,
): PackagePart {
  const folder = `signatures/${number}`;
  const cut: Step = {
    title: text(
      `签章 ${number}：待签名数据 tbs.der 取自签章数据`,
      `Seal ${number}: the signed data tbs.der is part of the signature data`,
    ),
    command: cutIs(`${folder}/value.der`, offsetIn(value, signedBytes), `${number}.tbs`, `${folder}/tbs.der`),
    holds: true,
  };
  return {
    files: [{ path: `${folder}/tbs.der`, bytes: signedBytes }],
    steps: [cut, ...(covered === null ? [] : [hashStep(covered)])],
  };

  function hashStep({ command, named, isSame }: CoveredBytes): Step {
    const offset = elementOffset(signedBytes, dataHash, 1);
    return {
      title: text(
        `签章 ${number}：${named['zh-CN']}，其 SM3 等于签章数据中的杂凑值 dataHash`,
        `Seal ${number}: the SM3 of ${named.en} is the hash in the signature data`,
      ),
      command: `${command} | openssl dgst -sm3 -binary > ${WORK}/${number}.hash && ${cutIs(`${folder}/tbs.der`, offset, `${number}.stated`, `${WORK}/${number}.hash`)}`,
      holds: isSame,
    };
  }
}

function signerPart(
  signature: SealSignature,
  signer: Certificate,
  { context, report, number, names }: SignatureOptions,
): PackagePart {
  const folder = `signatures/${number}`;
  const { engine } = context.inputs;
  const key = signer.publicKey.sm2;
  const value = openSslSignature(signature.signature);
  if (key === null || value === null) return { files: [pemFile(signer, names)], steps: [] };
  const z = computeZ(engine, key);
  const e = messageDigest(engine, key, signature.signedBytes);
  return {
    files: [
      pemFile(signer, names),
      { path: `${folder}/signature.bin`, bytes: signature.signature },
      { path: `${folder}/signature.der`, bytes: value },
      { path: `${folder}/z-input.bin`, bytes: zInput(key) },
      { path: `${folder}/z.bin`, bytes: z },
      { path: `${folder}/e.bin`, bytes: e },
    ],
    steps: [
      {
        title: text(
          `签章 ${number}：签章人“${signer.subject.text}”的公钥对 tbs.der 验签通过（SM2，GB/T 32918.2）`,
          `Seal ${number}: the signature value is by the key of "${signer.subject.text}" over tbs.der (SM2)`,
        ),
        command: sm2Verify(
          names.pem(signer),
          `${folder}/tbs.der`,
          `${folder}/signature.der`,
          `${number}-signer`,
        ),
        holds: report.checks.signature.result !== 'fail',
      },
      {
        title: text(
          `签章 ${number}：Z 由签章人的公钥算出（GB/T 32918.2 §5.5）`,
          `Seal ${number}: Z comes of the key of the signer`,
        ),
        command: [
          `openssl pkey -pubin -in ${WORK}/${number}-signer.pub -outform DER | tail -c 64 > ${WORK}/${number}.xy`,
          `tail -c 64 ${folder}/z-input.bin | cmp - ${WORK}/${number}.xy`,
          equals(hashOf('sm3', `${folder}/z-input.bin`), toHex(z)),
        ].join(' && '),
        holds: true,
      },
      {
        title: text(`签章 ${number}：e = SM3(Z ‖ tbs.der)`, `Seal ${number}: e is SM3 of Z and tbs.der`),
        command: equals(`cat ${folder}/z.bin ${folder}/tbs.der | ${hashOf('sm3')}`, toHex(e)),
        holds: true,
      },
    ],
  };
}

function makerPart(
  { seal, signerCertificate }: SealSignature,
  maker: Certificate,
  { context, report, number, names }: SignatureOptions,
): PackagePart {
  const folder = `signatures/${number}`;
  const value = openSslSignature(seal.signature);
  const files = [
    pemFile(maker, names),
    { path: `${folder}/seal.der`, bytes: seal.raw },
    { path: `${folder}/seal-tbs.der`, bytes: seal.signedBytes },
    { path: `${folder}/signer.cer`, bytes: signerCertificate },
  ];
  if (value === null || maker.publicKey.sm2 === null) return { files, steps: [] };
  const listed = listedStep(seal, signerCertificate, number, context);
  return {
    files: [...files, { path: `${folder}/seal-signature.der`, bytes: value }],
    steps: [
      {
        title: text(
          `签章 ${number}：印章“${seal.property.name}”由制章者“${maker.subject.text}”签名`,
          `Seal ${number}: the seal "${seal.property.name}" is signed by its maker "${maker.subject.text}"`,
        ),
        command: sm2Verify(
          names.pem(maker),
          `${folder}/seal-tbs.der`,
          `${folder}/seal-signature.der`,
          `${number}-maker`,
        ),
        holds: report.checks.seal.code !== 'SEAL_TAMPERED',
      },
      ...(listed === null ? [] : [listed]),
    ],
  };
}

/** The seal lists the certificates that may use it, or their digests; null if it does not list the signer's. */
function listedStep(
  { property, signedBytes }: Seal,
  signer: Uint8Array,
  number: number,
  { inputs: { engine } }: SignatureEvidence,
): Step | null {
  const { certificateList: list } = property;
  if (!listsCertificate(engine, list, signer)) return null;
  const folder = `signatures/${number}`;
  const digest = engine.sm3(signer);
  const title = text(
    `签章 ${number}：印章列有签章人的证书`,
    `Seal ${number}: the seal lists the certificate of the signer`,
  );
  const command =
    list.kind === 'certificates'
      ? cutIs(
          `${folder}/seal-tbs.der`,
          elementOffset(signedBytes, signer),
          `${number}.listed`,
          `${folder}/signer.cer`,
        )
      : `openssl dgst -sm3 -binary ${folder}/signer.cer > ${WORK}/${number}.digest && ${cutIs(`${folder}/seal-tbs.der`, elementOffset(signedBytes, digest), `${number}.listed`, `${WORK}/${number}.digest`)}`;
  return { title, command, holds: true };
}

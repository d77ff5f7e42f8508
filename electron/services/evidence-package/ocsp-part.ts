import { decodeAlgorithmIdentifier } from '../../core/algorithms/signature-scheme.ts';
import { readDer } from '../../core/asn1/der-reader.ts';
import {
  writeElement,
  writeExplicit,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '../../core/asn1/der-writer.ts';
import { OCSP_OID, TAG } from '../../core/asn1/identifiers.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { Certificate } from '../../core/x509/certificate.ts';
import { type OcspResponse, responsesAbout } from '../../core/x509/ocsp-response.ts';
import { checkSignature } from '../../core/x509/signed-structure.ts';
import { text } from '../../shared/texts/bilingual.ts';
import type { PackagePart, Step } from '../packages/package-part.ts';
import {
  cutOut,
  elementOffset,
  issuedBy,
  offsetIn,
  type PackageNames,
  pemFile,
  WORK,
} from './openssl-commands.ts';
import { checkValue, DIGEST_NAMES, valueBytes } from './value-commands.ts';

/** A certificate, the one above it, and an answer about it. */
export interface AnsweredCertificate {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly response: OcspResponse;
}

/** Makes the file of an OCSP response on which a verdict rests, and the steps that check it (RFC 6960). */
export function ocspPart(
  { certificate, issuer, response }: AnsweredCertificate,
  name: string,
  engine: SmEngine,
  names: PackageNames,
): PackagePart {
  const [single] = responsesAbout(certificate, issuer, [response], engine);
  const responder = responderOf(response, issuer, engine);
  if (single === undefined || responder === null) return { files: [], steps: [] };
  const path = names.ocsp(response.raw);
  const bytes = wrapped(response);
  const value = `ocsp/${name}.sig`;
  const said = single.thisUpdate.toISOString().slice(0, 10);
  const check = checkValue(
    {
      signature: decodeAlgorithmIdentifier(readDer(response.algorithmRaw, 'signatureAlgorithm')),
      digest: null,
    },
    responder,
    { message: `${WORK}/${name}.tbs`, signature: value, name },
    names,
  );
  const isSm2 = responder.publicKey.sm2 !== null;
  const digest = DIGEST_NAMES[single.digest];
  const state = single.status === 'good' ? 'good' : 'revoked';
  const steps: Step[] = [
    ...(check === null
      ? []
      : [
          {
            title: text(
              `${said} 的 OCSP 响应由“${responder.subject.text}”签名`,
              `The OCSP response of ${said} is signed by "${responder.subject.text}"`,
            ),
            command: [
              cutOut(path, offsetIn(bytes, response.signedBytes), `${name}.tbs`),
              cutOut(path, elementOffset(bytes, response.signature, 1), `${name}.raw`),
              ...(isSm2 ? [] : [`cmp ${WORK}/${name}.raw ${value}`]),
              check,
            ].join(' && '),
            holds: true,
          },
        ]),
    ...(responder === issuer ? [] : delegation(responder, issuer, response, names)),
    ...(digest === undefined
      ? []
      : [
          {
            title: text(
              `该 OCSP 响应称证书“${certificate.subject.text}”${state === 'good' ? '有效' : '已撤销'}`,
              `The OCSP response says of the certificate "${certificate.subject.text}": ${state}`,
            ),
            // Years later a warning of the time stands before the answer, which is then on a line of its own.
            command: `openssl ocsp -respin ${path} -noverify -issuer ${names.pem(issuer)} -${digest} -cert ${names.pem(certificate)} > ${WORK}/${name}.txt && grep -Eq "(^|: )${state}$" ${WORK}/${name}.txt`,
            holds: true,
          },
        ]),
  ];
  return {
    files: [
      { path, bytes },
      { path: value, bytes: valueBytes(response.signature, responder) },
      ...[certificate, issuer, responder].map((each) => pemFile(each, names)),
    ],
    steps,
  };
}

/** A responder may answer for an authority that has issued it a certificate for that (RFC 6960 §4.2.2.2). */
function delegation(
  responder: Certificate,
  issuer: Certificate,
  { producedAt }: OcspResponse,
  names: PackageNames,
): Step[] {
  const link = issuedBy({ certificate: responder, issuer, at: producedAt, purpose: '' }, names);
  return [
    {
      title: text(
        `“${responder.subject.text}”由“${issuer.subject.text}”授权答复 OCSP`,
        `"${responder.subject.text}" is authorised by "${issuer.subject.text}" to answer by OCSP`,
      ),
      command: `${link} && openssl x509 -in ${names.pem(responder)} -noout -ext extendedKeyUsage | grep -q 'OCSP Signing'`,
      holds: true,
    },
  ];
}

function responderOf(response: OcspResponse, issuer: Certificate, engine: SmEngine): Certificate | null {
  const candidates = [issuer, ...response.certificates];
  return candidates.find(({ publicKey }) => checkSignature(engine, response, publicKey) === 'valid') ?? null;
}

/** Writes the response as it comes over the wire: OCSPResponse of RFC 6960 §4.2.1 around the signed part. */
function wrapped({ raw }: OcspResponse): Uint8Array {
  const successful = writeElement(TAG.enumerated, Uint8Array.of(0));
  const bytes = writeSequence(writeObjectIdentifier(OCSP_OID.basicResponse), writeOctetString(raw));
  return writeSequence(successful, writeExplicit(0, bytes));
}

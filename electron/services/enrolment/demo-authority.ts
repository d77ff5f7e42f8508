import { utf8Text } from '../../core/bytes/encodings.ts';
import { decodePrivateKey } from '../../core/sm/private-key.ts';
import { softwareSigner } from '../../core/sm/message-signature.ts';
import { decodeCertificateRequest } from '../../core/x509/issuing.ts';
import { decodePem } from '../../core/x509/pem.ts';
import { CodedError } from '../../shared/errors.ts';
import {
  AUTHORITY_NAMES,
  issueEncryption,
  issueSigner,
  type AuthorityTools,
  type DemoAuthority,
  type Validity,
} from '../demo-world/authorities.ts';
import type { CompanyProfile } from '../demo-world/companies.ts';
import { subjectOf } from '../demo-world/make-company.ts';
import type { WorldFolder } from '../demo-world/world-folder.ts';
import type { KeyUse } from '../tokens/token-holder.ts';

type AuthorityName = keyof typeof AUTHORITY_NAMES;

/**
 * Reads an authority of a world that was made before.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE
 */
export function readAuthority(
  folder: WorldFolder,
  name: AuthorityName,
  { engine, random }: AuthorityTools,
): DemoAuthority {
  const privateKey = decodePrivateKey(readPem(folder, `demo-ca/${name}.key.pem`));
  const key = {
    privateKey,
    publicKey: engine.publicKeyOf(privateKey),
    sign: softwareSigner(engine, privateKey, random),
  };
  return { name: AUTHORITY_NAMES[name], key, certificate: readPem(folder, `demo-ca/${name}.pem`) };
}

function readPem(folder: WorldFolder, file: string): Uint8Array {
  const [block] = decodePem(utf8Text(folder.read(file)));
  if (block === undefined) throw new CodedError('FILE_UNREADABLE', `${file} is no PEM file`);
  return block.der;
}

/** The order for one certificate. */
export interface CertificateOrder {
  /** PKCS#10, DER */
  readonly request: Uint8Array;
  readonly use: KeyUse;
  readonly profile: CompanyProfile;
  readonly validity: Validity;
}

/**
 * Certifies the key of a request, as the authority of the demonstration. The authority knows its companies, so the
 * certificate names the company, whatever the request says.
 * @throws CodedError SIGNATURE_MISMATCH when the request does not prove possession of the key
 */
export function certifyRequest(
  { request, use, profile, validity }: CertificateOrder,
  issuing: DemoAuthority,
  tools: AuthorityTools,
): Promise<Uint8Array> {
  const { publicKey } = decodeCertificateRequest(tools.engine, request);
  if (publicKey.sm2 === null) throw new CodedError('KEY_KIND_UNSUPPORTED', publicKey.algorithm);
  const issue = use === 'signing' ? issueSigner : issueEncryption;
  return issue(tools, issuing, subjectOf(profile), publicKey.sm2, validity);
}

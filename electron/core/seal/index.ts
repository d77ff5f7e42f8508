export { decodeSeal } from './decode-seal.ts';
export { decodeSealSignature } from './decode-seal-signature.ts';
export { encodeSealInfoV4, type SealContent } from './seal-info.ts';
export { encodeSealSignatureV4, type SealSignatureInput } from './seal-signature-v4.ts';
export { encodeSealV4 } from './seal-v4.ts';
export { encodeTbsSignV4, type TbsSignInput } from './tbs-sign-v4.ts';
export {
  listsCertificate,
  validityAt,
  verifyMakerSignature,
  verifySignerSignature,
  type SignatureOutcome,
  type ValidityState,
} from './verify-seal.ts';
export type { CertificateList } from './certificate-list.ts';
export type { SealPicture } from './picture.ts';
export type { SealSignature } from './seal-signature.ts';
export type { Seal, SealVersion } from './seal.ts';

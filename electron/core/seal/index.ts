export { decodeSeal } from './decode-seal.ts';
export { decodeSealSignature } from './decode-seal-signature.ts';
export { encodeSealInfoV4 } from './seal-info.ts';
export { encodeSealSignatureV4 } from './seal-signature-v4.ts';
export { encodeTbsSignV4 } from './tbs-sign-v4.ts';
export { listsCertificate, validityAt, verifyMakerSignature, verifySignerSignature } from './verify-seal.ts';
export type { Seal } from './seal.ts';

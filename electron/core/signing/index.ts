export { digestInSteps, digestPrepared } from './digest-prepared.ts';
export type { DigestedSeal } from './digest-prepared.ts';
export { embedSignature } from './embed-signature.ts';
export type { SignaturePatch } from './embed-signature.ts';
export { prepareSeal } from './prepare-seal.ts';
export type { PreparedSeal } from './prepare-seal.ts';
export { reservedSignatureLength } from './seal-request.ts';
export type { SealRequest, SealTarget } from './seal-request.ts';

export { describeForSealing } from './describe-sealable.ts';
export type { SealableDescription } from './describe-sealable.ts';
export { digestInSteps, digestPrepared } from './digest-prepared.ts';
export type { DigestedSeal } from './digest-prepared.ts';
export { embedSignature } from './embed-signature.ts';
export { prepareSeal } from './prepare-seal.ts';
export type { PreparedSeal } from './prepare-seal.ts';
export { reservedSignatureLength } from './seal-request.ts';
export type { SealTarget } from './seal-request.ts';

import { z } from 'zod';
import { ERROR_CODES } from '../../shared/errors.ts';
import { HOLD_PIN_MS } from '../../shared/model/pin-rules.ts';
import { skfProfileSchema } from '../skf/skf-profile.ts';
import { vendorProfileSchema } from './vendor-profile.ts';

/**
 * What crosses between the app and a token host. Both sides check what they receive: the host because it is a
 * door, the app because vendor code runs in the host.
 */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes expected');
const serial = z.string().min(1).max(64);

const certificateNames = z.object({
  /** DER Name of the subject and the issuer, DER INTEGER of the serial number (CKA_SUBJECT and the like). */
  subject: bytes,
  issuer: bytes,
  serialNumber: bytes,
});

/** One request's work. PINs are UTF-8 bytes; the host zeroes its copies when the call ends. */
export const tokenHostCallSchema = z.discriminatedUnion('operation', [
  z.object({ operation: z.literal('list') }),
  z.object({ operation: z.literal('examine') }),
  z.object({
    operation: z.literal('signDigest'),
    serial,
    certificate: bytes,
    digest: bytes,
    message: z.object({ z: bytes, tbs: bytes }).optional(),
    /** Null signs in the login that an earlier call left standing. */
    pin: bytes.nullable(),
    /** How long the login may stand for further calls once this one has signed. */
    holdMs: z.int().min(1).max(HOLD_PIN_MS).optional(),
  }),
  z.object({
    operation: z.literal('signRequest'),
    serial,
    keyId: bytes,
    digest: bytes,
    message: z.object({ z: bytes, tbs: bytes }),
    pin: bytes,
  }),
  z.object({
    operation: z.literal('signStandard'),
    serial,
    certificate: bytes,
    kind: z.enum(['rsa', 'ec']),
    /** A DigestInfo for RSA, the hash itself for EC. */
    input: bytes,
    pin: bytes,
  }),
  /** Ends a login that was left standing; without one it does nothing. */
  z.object({ operation: z.literal('dropLogin') }),
  z.object({ operation: z.literal('keyPairs'), serial }),
  z.object({ operation: z.literal('initialise'), label: z.string(), soPin: bytes, pin: bytes }),
  z.object({ operation: z.literal('generateKeyPair'), serial, id: bytes, label: z.string(), pin: bytes }),
  z.object({
    operation: z.literal('storeCertificate'),
    serial,
    id: bytes,
    label: z.string(),
    der: bytes,
    names: certificateNames,
    pin: bytes,
  }),
  z.object({
    operation: z.literal('storeData'),
    serial,
    label: z.string(),
    application: z.string(),
    value: bytes,
    pin: bytes,
  }),
  z.object({ operation: z.literal('changePin'), serial, pin: bytes, newPin: bytes }),
  z.object({ operation: z.literal('unblockPin'), serial, soPin: bytes, newPin: bytes }),
  /** Makes the key pair that the platform encrypts the unblock credential for. */
  z.object({ operation: z.literal('beginReset'), serial }),
  z.object({
    operation: z.literal('prepareReset'),
    serial,
    /** SM2Cipher (GM/T 0009-2012 §7.2), DER: the SO PIN for the key pair of `beginReset`. */
    encryptedSoPin: bytes,
    /** The same for the SO PIN that an interrupted reset had prepared; null for a first one. */
    encryptedPending: bytes.nullable(),
    /** Public key that the next SO PIN is encrypted for, 65 bytes. */
    escrowKey: bytes,
    expiresAtMs: z.number(),
  }),
  /** `newPin` is null where the PIN is set already and only the SO PIN is still to be replaced. */
  z.object({ operation: z.literal('performReset'), serial, newPin: bytes.nullable() }),
]);

export type TokenHostCall = z.infer<typeof tokenHostCallSchema>;
export type TokenHostOperation = TokenHostCall['operation'];
export type CallOf<Operation extends TokenHostOperation> = Extract<TokenHostCall, { operation: Operation }>;

/** What a host works by, beside its module. */
const settingsSchema = z.object({
  /** The person's own profiles, which come before the known ones. */
  profiles: z.array(vendorProfileSchema),
  /** The same for SKF libraries. */
  skfProfiles: z.array(skfProfileSchema).optional(),
  /** Outside the demonstration world soft tokens take part in nothing. */
  softTokens: z.enum(['admitted', 'refused']),
});

export type HostSettings = z.infer<typeof settingsSchema>;

export const tokenHostRequestSchema = z.object({
  id: z.number().int(),
  /** Path of the PKCS#11 module or SKF library; a host serves the module of its first request and no other. */
  module: z.string().min(1),
  settings: settingsSchema,
  call: tokenHostCallSchema,
});

/** The message that asks an idle host to end its module in good order, and itself. It is not answered. */
export const FINISH = 'finish';

export type TokenHostRequest = z.infer<typeof tokenHostRequestSchema>;

const appErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});

export type WireError = z.infer<typeof appErrorSchema>;

const pinStateSchema = z.object({
  triesLeft: z.number().nullable(),
  countLow: z.boolean(),
  finalTry: z.boolean(),
  locked: z.boolean(),
  isSet: z.boolean(),
  mustChange: z.boolean(),
});

const snapshotSchema = z.object({
  module: z.string(),
  kind: z.enum(['pkcs11', 'skf']),
  slot: z.number(),
  label: z.string(),
  serial: z.string(),
  manufacturer: z.string(),
  initialised: z.boolean(),
  pin: pinStateSchema,
  soPin: pinStateSchema,
  certificates: z.array(z.object({ id: bytes, label: z.string(), der: bytes })),
  data: z.array(z.object({ label: z.string(), application: z.string(), value: bytes })),
});

const slotSchema = z.object({
  slot: z.number(),
  description: z.string(),
  state: z.enum(['empty', 'token', 'notRecognised', 'unreadable']),
  error: appErrorSchema.nullable(),
});

const examinationSchema = z.object({
  library: z.object({ manufacturer: z.string(), description: z.string(), version: z.string() }),
  slots: z.array(slotSchema),
  tokens: z.array(z.object({ snapshot: snapshotSchema, profile: z.string().nullable() })),
});

const listSchema = z.object({
  tokens: z.array(snapshotSchema),
  /** Slots whose token could not be read; the others are listed all the same. */
  failures: z.array(appErrorSchema),
});

const profiledSignatureSchema = z.object({
  signature: bytes,
  profile: z.string(),
  output: z.enum(['auto', 'raw', 'der']),
});

/** The value that each operation answers with. */
export const tokenHostValueSchemas = {
  list: listSchema,
  examine: examinationSchema,
  /** `held`: the login stands as asked. */
  signDigest: profiledSignatureSchema.extend({ held: z.boolean() }),
  signRequest: profiledSignatureSchema,
  signStandard: bytes,
  dropLogin: z.null(),
  keyPairs: z.array(z.object({ id: bytes, label: z.string(), publicKey: bytes })),
  initialise: z.string(),
  generateKeyPair: bytes,
  storeCertificate: z.null(),
  storeData: z.null(),
  changePin: z.null(),
  unblockPin: z.null(),
  /** The public key, 65 bytes. */
  beginReset: bytes,
  /** The next SO PIN for the escrow key, SM2Cipher in DER; null where the pending one remains the next. */
  prepareReset: bytes.nullable(),
  performReset: z.object({
    /** What the token's SO PIN now is, for the escrow key: null where it is the next one, as prepared. */
    keptSoPin: bytes.nullable(),
    /** Why the SO PIN could not be replaced; the PIN is set all the same. */
    refusal: appErrorSchema.nullable(),
  }),
} as const satisfies Record<TokenHostOperation, z.ZodType>;

export type TokenHostValue<Operation extends TokenHostOperation> = z.infer<
  (typeof tokenHostValueSchemas)[Operation]
>;

export const tokenHostResponseSchema = z.object({
  id: z.number().int(),
  result: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value: z.unknown() }),
    z.object({ ok: z.literal(false), error: appErrorSchema }),
  ]),
});

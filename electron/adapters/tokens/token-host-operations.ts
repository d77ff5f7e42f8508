import { z } from 'zod';
import { HOLD_PIN_MS } from '../../shared/model/pin-rules.ts';
import { bytes, operation, type AnswerOf, type RequestOf } from '../../wire/operation.ts';
import { appErrorSchema } from '../../wire/ports.ts';
import { skfProfileSchema, vendorProfileSchema } from './vendor-profiles.ts';

/*
 * What crosses between the app and a token host: a process that alone loads a vendor's module. Both sides check
 * what they receive: the host because it is a door, the app because vendor code runs in the host.
 */

/** What a host is started with. It serves one module and no other. */
export const hostStartSchema = z.object({
  /** Path of the PKCS#11 module or SKF library, for SKF with a mark behind it where the file exports both (module-file.ts). */
  module: z.string().min(1),
  settings: z.object({
    /** The person's own profiles, which come before the known ones. */
    profiles: z.array(vendorProfileSchema),
    /** The same for SKF libraries. */
    skfProfiles: z.array(skfProfileSchema).optional(),
    /** Outside the demonstration world soft tokens take part in nothing. */
    softTokens: z.enum(['admitted', 'refused']),
  }),
});

export type HostStart = z.infer<typeof hostStartSchema>;
export type HostSettings = HostStart['settings'];

/** How long a call may take before its host is ended. */
const LOOKING = { deadlineMs: 15_000 };
const WRITING = { deadlineMs: 30_000 };
/** A person may have to touch the key. */
const SIGNING = { deadlineMs: 60_000 };
/** C_Finalize of some modules never returns. */
const FINISHING = { deadlineMs: 2_000 };

const onModule = z.object({ module: z.string().min(1) });
const onToken = onModule.extend({ serial: z.string().min(1).max(64) });
/** UTF-8 bytes. The app's caller zeroes its own; the host zeroes its copy when the call ends. */
const withPin = onToken.extend({ pin: bytes });

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
  /** Name of the vendor profile for SM2 signatures; null if none fits. */
  profile: z.string().nullable(),
});

const listingSchema = z.object({
  tokens: z.array(snapshotSchema),
  /** Slots whose token could not be read; the others are listed all the same. */
  failures: z.array(appErrorSchema),
});

const examinationSchema = z.object({
  library: z.object({ manufacturer: z.string(), description: z.string(), version: z.string() }),
  slots: z.array(
    z.object({
      slot: z.number(),
      description: z.string(),
      state: z.enum(['empty', 'token', 'notRecognised', 'unreadable']),
      error: appErrorSchema.nullable(),
    }),
  ),
  tokens: z.array(snapshotSchema),
});

const message = z.object({ z: bytes, tbs: bytes });
const signatureSchema = z.object({
  /** r ‖ s */
  value: bytes.refine(({ length }) => length === 64, '64 bytes expected'),
  /** Name of the vendor profile that it was made by. */
  profile: z.string(),
});

/** What a module is asked. */
export const moduleOperations = {
  list: operation({ request: onModule, answer: listingSchema, ...LOOKING }),
  /** All that a module shows without login. */
  examine: operation({ request: onModule, answer: examinationSchema, ...LOOKING }),
  signDigest: operation({
    request: onToken.extend({
      certificate: bytes,
      digest: bytes,
      message: message.exactOptional(),
      /** Null signs in the held login of an earlier call. */
      pin: bytes.nullable(),
      /** How long the login may be held for further calls after this one has signed, also in a held login. */
      holdMs: z.int().min(1).max(HOLD_PIN_MS).exactOptional(),
      /** A head of the register, which the token keeps with the signature. */
      head: z.object({ label: z.string().max(31), text: bytes }).exactOptional(),
    }),
    /** `held`: the login is held as requested. `headKept`: whether the token keeps the head, if one was given. */
    answer: signatureSchema.extend({ held: z.boolean(), headKept: z.boolean().exactOptional() }),
    secrets: ['pin'],
    ...SIGNING,
  }),
  signRequest: operation({
    request: withPin.extend({ keyId: bytes, digest: bytes, message }),
    answer: signatureSchema,
    secrets: ['pin'],
    ...SIGNING,
  }),
  signStandard: operation({
    request: withPin.extend({
      certificate: bytes,
      kind: z.enum(['rsa', 'ec']),
      /** A DigestInfo for RSA, the hash itself for EC. */
      input: bytes,
    }),
    answer: bytes,
    secrets: ['pin'],
    ...SIGNING,
  }),
  /** Ends a held login; without one it does nothing. */
  dropLogin: operation({ request: onModule, answer: z.null(), ...LOOKING }),
  keyPairs: operation({
    request: onToken,
    answer: z.array(z.object({ id: bytes, label: z.string(), publicKey: bytes })),
    ...LOOKING,
  }),
  initialise: operation({
    request: onModule.extend({ label: z.string(), soPin: bytes, pin: bytes }),
    answer: z.string(),
    secrets: ['soPin', 'pin'],
    ...SIGNING,
  }),
  generateKeyPair: operation({
    request: withPin.extend({ id: bytes, label: z.string() }),
    answer: bytes,
    secrets: ['pin'],
    ...SIGNING,
  }),
  storeCertificate: operation({
    request: withPin.extend({ id: bytes, label: z.string(), der: bytes }),
    answer: z.null(),
    secrets: ['pin'],
    ...WRITING,
  }),
  storeData: operation({
    request: withPin.extend({ label: z.string(), application: z.string(), value: bytes }),
    answer: z.null(),
    secrets: ['pin'],
    ...WRITING,
  }),
  changePin: operation({
    request: withPin.extend({ newPin: bytes }),
    answer: z.null(),
    secrets: ['pin', 'newPin'],
    ...WRITING,
  }),
  unblockPin: operation({
    request: onToken.extend({ soPin: bytes, newPin: bytes }),
    answer: z.null(),
    secrets: ['soPin', 'newPin'],
    ...WRITING,
  }),
  /** Makes the key pair that the platform encrypts the unblock credential for. Answers its public key, 65 bytes. */
  beginReset: operation({ request: onToken, answer: bytes, ...LOOKING }),
  prepareReset: operation({
    request: onToken.extend({
      /** SM2Cipher (GM/T 0009-2012 §7.2), DER: the SO PIN for the key pair of `beginReset`. */
      encryptedSoPin: bytes,
      /** The same for the SO PIN that an interrupted reset had prepared; null for a first one. */
      encryptedPending: bytes.nullable(),
      /** Public key that the next SO PIN is encrypted for, 65 bytes. */
      escrowKey: bytes,
      expiresAtMs: z.number(),
    }),
    /** The next SO PIN for the escrow key, SM2Cipher in DER; null when the pending one remains the next. */
    answer: bytes.nullable(),
    ...LOOKING,
  }),
  performReset: operation({
    /** `newPin` is null when the PIN is set already and only the SO PIN is still to be replaced. */
    request: onToken.extend({ newPin: bytes.nullable() }),
    answer: z.object({
      /** What the token's SO PIN now is, for the escrow key; null when it is the next one, as prepared. */
      keptSoPin: bytes.nullable(),
      /** Why the SO PIN could not be replaced; the PIN is set all the same. */
      refusal: appErrorSchema.nullable(),
    }),
    secrets: ['newPin'],
    ...SIGNING,
  }),
};

/** The same, and the end of the host's process. */
export const tokenHostOperations = {
  ...moduleOperations,
  /** Ends the module in good order, and the process with it: the end is the answer. */
  finish: operation({ answer: z.null(), ...FINISHING }),
};

export type ModuleOperation = keyof typeof moduleOperations;
export type TokenRequest<Name extends ModuleOperation> = RequestOf<(typeof moduleOperations)[Name]>;
export type TokenAnswer<Name extends ModuleOperation> = AnswerOf<(typeof moduleOperations)[Name]>;

import { writeElement } from '../../core/asn1/der-writer.ts';
import { TAG } from '../../core/asn1/identifiers.ts';
import { fromHex } from '../../core/bytes/encodings.ts';
import { decodeTokenSignature } from '../../core/sm/signature-encoding.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import type {
  EnrolmentPort,
  HeldLoginPort,
  ModuleFailure,
  PinResetPort,
  StandardSigningPort,
  TokenListing,
  TokenSignature,
} from '../../services/ports/tokens.ts';
import { CodedError } from '../../shared/errors.ts';
import type { TokenHostEnd, TokenSnapshot } from '../../shared/model/token.ts';
import { failure, resultOf, success, type Result } from '../../shared/result.ts';
import { appErrorOf, CALL_DEADLINES_MS, createModuleHost, type ModuleHost } from './module-host.ts';
import { LOOK_PATIENCE_MS, moduleLook } from './module-look.ts';
import type { CallOf, HostSettings, TokenHostOperation, TokenHostValue } from './token-host-protocol.ts';
import type { StartTokenHost } from './token-host-process.ts';

export interface TokenHostClientOptions {
  /** Paths of the modules that `list` asks, each in a host of its own. */
  readonly modules: readonly string[];
  readonly start: StartTokenHost;
  /** The person's profiles, and whether soft tokens take part; without them the known profiles, and they do. */
  readonly settings?: HostSettings;
  /** Told of every host that ended by itself or was ended for overrunning; the next call starts a fresh one. */
  readonly onHostEnd?: (end: TokenHostEnd) => void;
  /** For those who ask for the list again and again: a slow module holds up no other, but shows what it last told. */
  readonly looksOften?: boolean;
  /** For tests: other deadlines than {@link CALL_DEADLINES_MS}. */
  readonly deadlines?: Partial<Record<TokenHostOperation, number>>;
}

/**
 * Keys behind PKCS#11 modules. A call in flight when its host ends fails with a code and is never repeated; the
 * details of every failure name the module.
 */
export interface TokenHostClient extends EnrolmentPort, StandardSigningPort, HeldLoginPort, PinResetPort {
  /** Looks at all that a module shows without login, whether or not `list` asks it. */
  examine(module: string): Promise<Result<ModuleExamination>>;
  /** Ends every host; calls in flight fail with CANCELLED. */
  stop(): void;
}

/** What a module says of itself, its slots and their tokens. */
export type ModuleExamination = TokenHostValue<'examine'>;

const DEFAULT_SETTINGS: HostSettings = { profiles: [], softTokens: 'admitted' };

export function createTokenHostClient(options: TokenHostClientOptions): TokenHostClient {
  const hosts = new Map<string, ModuleHost>();
  let stopped = false;
  const hostOf = (module: string): ModuleHost => {
    const existing = hosts.get(module);
    if (existing !== undefined) return existing;
    const created = createModuleHost({
      module,
      start: options.start,
      settings: options.settings ?? DEFAULT_SETTINGS,
      deadlines: { ...CALL_DEADLINES_MS, ...options.deadlines },
      onEnd: (end) => options.onHostEnd?.(end),
    });
    if (stopped) created.stop();
    hosts.set(module, created);
    return created;
  };
  const ask = async <Operation extends TokenHostOperation>(
    module: string,
    call: CallOf<Operation>,
  ): Promise<Result<TokenHostValue<Operation>>> => named(module, await hostOf(module).call(call));
  const looks = options.modules.map((module) => {
    const list = () => hostOf(module).call({ operation: 'list' });
    return { module, look: moduleLook(list, options.looksOften === true ? LOOK_PATIENCE_MS : null) };
  });
  return {
    list: () => listAll(looks),
    signDigest: async ({ module, ...request }, pin) => {
      const signed = await ask(module, { operation: 'signDigest', ...request, pin });
      if (!signed.ok) return signed;
      const signature = named(module, await tokenSignature(signed.value));
      return signature.ok ? success({ ...signature.value, held: signed.value.held }) : signature;
    },
    dropLogin: (module) => ask(module, { operation: 'dropLogin' }),
    signRequest: async ({ module, ...request }, pin) => {
      const signed = await ask(module, { operation: 'signRequest', ...request, pin });
      return signed.ok ? tokenSignature(signed.value) : signed;
    },
    signStandard: ({ module, ...request }, pin) =>
      ask(module, { operation: 'signStandard', ...request, pin }),
    keyPairs: ({ module, serial }) => ask(module, { operation: 'keyPairs', serial }),
    examine: (module) => ask(module, { operation: 'examine' }),
    initialise: (module, label, soPin, pin) => ask(module, { operation: 'initialise', label, soPin, pin }),
    generateKeyPair: ({ module, serial }, id, label, pin) =>
      ask(module, { operation: 'generateKeyPair', serial, id, label, pin }),
    storeCertificate: async ({ module, serial }, id, label, der, pin) => {
      const names = await namesIn(der);
      if (!names.ok) return names;
      return ask(module, {
        operation: 'storeCertificate',
        serial,
        id,
        label,
        der,
        names: names.value,
        pin,
      });
    },
    storeData: ({ module, serial }, label, application, value, pin) =>
      ask(module, { operation: 'storeData', serial, label, application, value, pin }),
    changePin: ({ module, serial }, pin, newPin) =>
      ask(module, { operation: 'changePin', serial, pin, newPin }),
    unblockPin: ({ module, serial }, soPin, newPin) =>
      ask(module, { operation: 'unblockPin', serial, soPin, newPin }),
    beginReset: ({ module, serial }) => ask(module, { operation: 'beginReset', serial }),
    prepareReset: ({ module, serial }, credential) =>
      ask(module, { operation: 'prepareReset', serial, ...credential }),
    performReset: async ({ module, serial }, newPin) => {
      const done = await ask(module, { operation: 'performReset', serial, newPin });
      if (!done.ok) return done;
      const { keptSoPin, refusal } = done.value;
      return success({ keptSoPin, refusal: refusal && appErrorOf(refusal) });
    },
    stop: () => {
      stopped = true;
      hosts.forEach((host) => host.stop());
    },
  };
}

interface ModuleLook {
  readonly module: string;
  readonly look: () => Promise<Result<TokenHostValue<'list'>>>;
}

async function listAll(looks: readonly ModuleLook[]): Promise<TokenListing> {
  const tokens: TokenSnapshot[] = [];
  const failures: ModuleFailure[] = [];
  const outcomes = await Promise.all(
    looks.map(async ({ module, look }) => ({ module, outcome: await look() })),
  );
  for (const { module, outcome } of outcomes) {
    if (!outcome.ok) {
      failures.push({ module, error: outcome.error });
      continue;
    }
    tokens.push(...outcome.value.tokens);
    for (const error of outcome.value.failures) failures.push({ module, error: appErrorOf(error) });
  }
  return { tokens, failures };
}

function named<T>(module: string, outcome: Result<T>): Result<T> {
  if (outcome.ok) return outcome;
  const { code, details } = outcome.error;
  return failure({ code, details: { ...details, module } });
}

/** What a token wants beside the certificate itself, so that others can search by it. */
function namesIn(
  der: Uint8Array,
): Promise<Result<{ subject: Uint8Array; issuer: Uint8Array; serialNumber: Uint8Array }>> {
  return resultOf(() => {
    const { subject, issuer, serial } = decodeCertificate(der);
    return {
      subject: subject.raw,
      issuer: issuer.raw,
      serialNumber: writeElement(TAG.integer, fromHex(serial)),
    };
  });
}

/** r ‖ s, however the token encodes its signatures. */
function tokenSignature({
  signature,
  profile,
  output,
}: TokenHostValue<'signRequest'>): Promise<Result<TokenSignature>> {
  return resultOf(() => {
    try {
      return { value: decodeTokenSignature(signature, output), profile };
    } catch (cause) {
      throw new CodedError('TOKEN_FAILURE', `no signature: ${String(cause)}`, {
        signatureBytes: signature.length,
        profile,
      });
    }
  });
}

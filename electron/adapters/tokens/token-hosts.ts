import type { ModuleFailure, TokenListing } from '../../services/ports/tokens.ts';
import type { AppError } from '../../shared/errors.ts';
import type { TokenHostEnd, TokenSnapshot } from '../../shared/model/token.ts';
import { connect, routed, type ClientOptions, type Connection, type NoAnswer } from '../../wire/client.ts';
import type { Client } from '../../wire/operation.ts';
import type { Port } from '../../wire/ports.ts';
import { LOOK_PATIENCE_MS, moduleLook, type Look } from './module-look.ts';
import {
  moduleOperations,
  tokenHostOperations,
  type HostSettings,
  type HostStart,
  type TokenAnswer,
} from './token-host-operations.ts';

/**
 * Starts a token host: as a child process (command line) or as Electron's utility process (app). The host loads its
 * module with the first call. Ending the port kills the process.
 */
export type StartTokenHost = (start: HostStart) => Port;

export interface TokenHostOptions {
  /** Paths of the modules that `list` asks now, each in a host of its own. */
  modules(): readonly string[];
  readonly start: StartTokenHost;
  /** The person's profiles, and whether soft tokens take part; without them the known profiles, and they do. */
  readonly settings?: HostSettings;
  /** Is told of every host that ended by itself or was ended for overrunning; the next call starts a fresh one. */
  readonly onHostEnd?: (end: TokenHostEnd) => void;
  /** For those who ask for the list again and again: a slow module holds up no other, but shows what it last told. */
  readonly looksOften?: boolean;
  /** Other deadlines than the table's, for tests. */
  readonly deadlines?: ClientOptions<typeof tokenHostOperations>['deadlines'];
}

/**
 * Keys behind modules, each module in a process of its own. Every operation of the table is a function here, and
 * goes to the host of the module that its request names. A call in flight when its host ends fails with a code and
 * is never repeated; the details of every failure name the module.
 */
export interface TokenHosts extends Omit<Client<typeof moduleOperations>, 'list'> {
  list(): Promise<TokenListing>;
  /** Ends every host; calls in flight fail with CANCELLED. */
  stop(): void;
}

/** What a module says of itself, its slots and their tokens. */
export type ModuleExamination = TokenAnswer<'examine'>;

const DEFAULT_SETTINGS: HostSettings = { profiles: [], softTokens: 'admitted' };
const CANCELLED: AppError = { code: 'CANCELLED' };

interface ModuleHost {
  readonly connection: Connection<typeof tokenHostOperations>;
  readonly look: Look<TokenAnswer<'list'>>;
}

export function createTokenHosts(options: TokenHostOptions): TokenHosts {
  const hosts = new Map<string, ModuleHost>();
  let stopped = false;
  const hostOf = (module: string): ModuleHost => {
    const host = hosts.get(module) ?? openHost(module, options);
    if (stopped) host.connection.stop(CANCELLED);
    hosts.set(module, host);
    return host;
  };
  const calls = routed(moduleOperations, ({ module }) => hostOf(module).connection.calls, named);
  return {
    ...calls,
    list: () => listAll(options.modules().map((module) => ({ module, look: hostOf(module).look }))),
    stop: () => {
      stopped = true;
      hosts.forEach(({ connection }) => connection.stop(CANCELLED, 'finish'));
    },
  };
}

/** Nothing is started before the first call. */
function openHost(
  module: string,
  { start, settings = DEFAULT_SETTINGS, onHostEnd, looksOften, deadlines }: TokenHostOptions,
): ModuleHost {
  const connection = connect(tokenHostOperations, () => start({ module, settings }), {
    failure: meaningOf,
    onEnd: ({ cause }) => onHostEnd?.({ module, cause: cause === 'late' ? 'timedOut' : 'crashed' }),
    oneAtATime: true,
    callerZeroesSecrets: true,
    deadlines,
  });
  const patienceMs = looksOften === true ? LOOK_PATIENCE_MS : null;
  return { connection, look: moduleLook(() => connection.calls.list({ module }), patienceMs) };
}

function meaningOf({ cause }: NoAnswer): AppError {
  if (cause === 'late') return { code: 'TOKEN_TIMEOUT' };
  if (cause === 'ended') return { code: 'TOKEN_HOST_CRASHED' };
  return { code: 'TOKEN_HOST_CRASHED', details: { answer: 'malformed' } };
}

async function listAll(
  looks: readonly { readonly module: string; readonly look: ModuleHost['look'] }[],
): Promise<TokenListing> {
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
    for (const error of outcome.value.failures) failures.push({ module, error });
  }
  return { tokens, failures };
}

function named({ code, details }: AppError, { module }: { readonly module: string }): AppError {
  return { code, details: { ...details, module } };
}

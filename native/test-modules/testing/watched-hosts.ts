import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { childProcessHosts } from '../../../electron/adapters/tokens/child-process-hosts.ts';
import type { TokenHosts, TokenHostOptions } from '../../../electron/adapters/tokens/token-hosts.ts';
import type { HostStart } from '../../../electron/adapters/tokens/token-host-operations.ts';
import type { Port } from '../../../electron/wire/ports.ts';
import type { VendorProfile } from '../../../electron/adapters/tokens/vendor-profiles.ts';
import type { TokenHostEnd } from '../../../electron/shared/model/token.ts';
import { PROJECT } from '../../../e2e/fixtures/commands/run-command.ts';
import { PIN, realClient, utf8 } from '../../soft-token/testing/soft-token-fixture.ts';
import type { MisbehavingToken } from './misbehaving-token.ts';

/** Deadlines shorter than the product's, so that a hanging module costs a test seconds instead of a minute. */
const DEADLINES_MS = { list: 5_000, signDigest: 5_000 };

const startHost = childProcessHosts(join(PROJECT, 'dist/token-host/token-host.js'));

/** The real hosts of one test. */
export interface WatchedHosts {
  /** Hosts started so far. */
  readonly started: readonly Port[];
  readonly ends: readonly TokenHostEnd[];
  /** @param profiles the person's own vendor profiles */
  client(modules: readonly string[], ...profiles: readonly VendorProfile[]): TokenHosts;
  /** Makes a client that looks often and has the deadlines of the app, as the app's own client does. */
  patientClient(modules: readonly string[]): TokenHosts;
}

/** Forgets everything before each test, and stops every client after it. */
export function watchHosts(): WatchedHosts {
  const started: Port[] = [];
  const ends: TokenHostEnd[] = [];
  const clients: TokenHosts[] = [];
  beforeEach(() => void [started, ends, clients].forEach((list) => list.splice(0)));
  afterEach(() => clients.forEach((client) => client.stop()));
  const start = (how: HostStart): Port => {
    const host = startHost(how);
    started.push(host);
    return host;
  };
  const connect = (modules: readonly string[], options: Partial<Omit<TokenHostOptions, 'modules'>>) => {
    const client = realClient(modules, { start, onHostEnd: (end) => ends.push(end), ...options });
    clients.push(client);
    return client;
  };
  return {
    started,
    ends,
    client: (modules, ...profiles) =>
      connect(modules, {
        settings: { profiles: [...profiles], softTokens: 'admitted' },
        deadlines: DEADLINES_MS,
      }),
    patientClient: (modules) => connect(modules, { looksOften: true }),
  };
}

/** Signs a fresh digest. */
export function signWith(client: TokenHosts, { token, certificate }: MisbehavingToken, pin = PIN) {
  return client.signDigest({ ...token, certificate, digest: randomBytes(32), pin: utf8(pin) });
}

/** Returns the entry of keys.json that a person would write for the module of a name. */
export function profileOf(name: string, change: Partial<VendorProfile>): VendorProfile {
  return {
    name,
    matches: { module: name },
    keyType: 0x80050002,
    keyPairMechanism: 0x8005000a,
    signMechanism: 0x8005000b,
    input: 'digest',
    tokenAppliesZ: false,
    output: 'auto',
    coordinates: null,
    ...change,
  };
}

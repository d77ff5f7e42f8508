import type { ModuleFailure, TokenAddress, TokenListing } from '../../services/ports/tokens.ts';
import { onePerToken } from '../../services/tokens/list-tokens.ts';
import type { ModuleInterface } from '../pkcs11/module-interface.ts';
import type { TokenHostClient } from '../pkcs11/token-host-client.ts';
import { discoverModule, type DiscoveredModule } from './discover-modules.ts';

export interface TokenStationParts {
  readonly modules: readonly DiscoveredModule[];
  /** What went wrong before any module was asked; every list names it. */
  readonly problems: readonly ModuleFailure[];
  /** Which interface shows a key that both show. */
  readonly prefer: ModuleInterface;
  /** Makes the client of one module, in hosts of its own. Nothing is loaded before the first call. */
  connect(module: DiscoveredModule): TokenHostClient;
}

/** All keys, whatever module and interface shows them, behind the port of one. */
export interface TokenStation extends TokenHostClient {
  modules(): readonly DiscoveredModule[];
  /** Takes in a module that a person picked. */
  add(module: DiscoveredModule): void;
}

/**
 * Sends every call to the module that it names. Modules whose file says that they do not fit are never loaded:
 * the list names them as failures, with their reason.
 */
export function createTokenStation({ modules, problems, prefer, connect }: TokenStationParts): TokenStation {
  let known: readonly DiscoveredModule[] = modules;
  const clients = new Map<string, TokenHostClient>();
  const clientOf = (module: DiscoveredModule): TokenHostClient => {
    const client = clients.get(module.path) ?? connect(module);
    clients.set(module.path, client);
    return client;
  };
  const at = (place: string | TokenAddress): TokenHostClient => {
    const path = typeof place === 'string' ? place : place.module;
    return clients.get(path) ?? clientOf(known.find((each) => each.path === path) ?? discoverModule(path));
  };
  return {
    modules: () => known,
    add: (module) => {
      known = [...known.filter(({ path }) => path !== module.path), module];
    },
    list: async () => {
      const fitting = known.filter(({ error }) => error === null);
      const listings = await Promise.all(fitting.map((module) => clientOf(module).list()));
      return joined(listings, [...known.flatMap(rejection), ...problems], prefer);
    },
    examine: (module) => at(module).examine(module),
    signDigest: (request, pin) => at(request).signDigest(request, pin),
    dropLogin: (module) => at(module).dropLogin(module),
    signRequest: (request, pin) => at(request).signRequest(request, pin),
    signStandard: (request, pin) => at(request).signStandard(request, pin),
    keyPairs: (address) => at(address).keyPairs(address),
    initialise: (module, ...rest) => at(module).initialise(module, ...rest),
    generateKeyPair: (address, ...rest) => at(address).generateKeyPair(address, ...rest),
    storeCertificate: (address, ...rest) => at(address).storeCertificate(address, ...rest),
    storeData: (address, ...rest) => at(address).storeData(address, ...rest),
    changePin: (address, ...rest) => at(address).changePin(address, ...rest),
    unblockPin: (address, ...rest) => at(address).unblockPin(address, ...rest),
    beginReset: (address) => at(address).beginReset(address),
    prepareReset: (address, ...rest) => at(address).prepareReset(address, ...rest),
    performReset: (address, ...rest) => at(address).performReset(address, ...rest),
    stop: () => clients.forEach((client) => client.stop()),
  };
}

function rejection({ path, error }: DiscoveredModule): ModuleFailure[] {
  return error === null ? [] : [{ module: path, error }];
}

function joined(
  listings: readonly TokenListing[],
  rejected: readonly ModuleFailure[],
  prefer: ModuleInterface,
): TokenListing {
  const tokens = listings.flatMap((listing) => listing.tokens);
  return {
    tokens: onePerToken(tokens, prefer),
    failures: [...listings.flatMap(({ failures }) => failures), ...rejected],
  };
}

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { SHIPPED_PROFILES } from '../../electron/core/policy/policies.ts';
import { contractCapabilities } from './api/contract.ts';

/** The options of a sandbox platform. */
export interface PlatformOptions {
  /** The folder of the demonstration world. */
  readonly home: string;
  readonly id: string;
  readonly name: string;
  /** The id of the policy profile for clients; undefined for the former one. */
  readonly profile: string | undefined;
  /** Undefined for the former port, or a free one. */
  readonly port: number | undefined;
  readonly operatorPort: number | undefined;
  /** Optional parts of the contract that it does not offer. */
  readonly without: readonly string[];
  /** Undefined for the usual limit. */
  readonly requestsPerMinute: number | undefined;
  /** Whether the platform ends with its standard input, and so with the process that started it. */
  readonly endsWithInput: boolean;
  /** The file to which an offline bundle is written in place of serving; undefined to serve. */
  readonly bundle: string | undefined;
}

/** How the platform is called. */
export const USAGE =
  'npm run platform -- WORLD [--port N] [--operator-port N] [--id NAME] [--name TEXT] [--profile ID] [--without CAPABILITY]… [--requests-per-minute N] [--write-bundle FILE]';

/** The id of a platform that is given none. */
export const DEFAULT_PLATFORM = 'sandbox';

const DEFAULTS = { id: DEFAULT_PLATFORM, name: '演示印章平台' } as const;

/** @throws TypeError for unknown arguments, profiles and parts of the contract; it says how the platform is called */
export function parseOptions(args: readonly string[]): PlatformOptions {
  const { positionals, values } = parsed(args);
  const [home, ...others] = positionals;
  if (home === undefined || others.length > 0) throw new TypeError(USAGE);
  const { id, name, profile, without } = values;
  expectKnown(
    'profile',
    profile === undefined ? [] : [profile],
    SHIPPED_PROFILES.map((each) => each.id),
  );
  expectKnown('capability', without, contractCapabilities());
  return {
    home: fromHere(home),
    id,
    name,
    profile,
    port: portOf(values.port),
    operatorPort: portOf(values['operator-port']),
    without,
    requestsPerMinute: numberOf(values['requests-per-minute']),
    endsWithInput: values['end-with-input'],
    bundle: values['write-bundle'] === undefined ? undefined : fromHere(values['write-bundle']),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        'operator-port': { type: 'string' },
        'end-with-input': { type: 'boolean', default: false },
        id: { type: 'string', default: DEFAULTS.id },
        name: { type: 'string', default: DEFAULTS.name },
        profile: { type: 'string' },
        'write-bundle': { type: 'string' },
        without: { type: 'string', multiple: true, default: [] },
        'requests-per-minute': { type: 'string' },
      },
    });
  } catch (error) {
    throw new TypeError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, {
      cause: error,
    });
  }
}

/** @throws TypeError when a name is not among those there are */
function expectKnown(what: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`no ${what} ${unknown}; there are: ${known.join(', ')}\n${USAGE}`);
}

/** Resolves a path from the folder in which npm was called. */
const fromHere = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new TypeError(`${text} is no port\n${USAGE}`);
  return Number(text);
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new TypeError(`${text} is no number\n${USAGE}`);
  return Number(text);
}

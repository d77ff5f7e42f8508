import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

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

const USAGE =
  'npm run platform -- WORLD [--port N] [--operator-port N] [--id NAME] [--name TEXT] [--profile ID] [--without CAPABILITY]… [--requests-per-minute N] [--write-bundle FILE]';

/** The id of a platform that is given none. */
export const DEFAULT_PLATFORM = 'sandbox';

const DEFAULTS = { id: DEFAULT_PLATFORM, name: '演示印章平台' } as const;

/** @throws TypeError for unknown arguments */
export function parseOptions(args: readonly string[]): PlatformOptions {
  const { positionals, values } = parseArgs({
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
  const [home, ...others] = positionals;
  if (home === undefined || others.length > 0) throw new TypeError(USAGE);
  const { id, name, profile } = values;
  return {
    home: fromHere(home),
    id,
    name,
    profile,
    port: portOf(values.port),
    operatorPort: portOf(values['operator-port']),
    without: values.without,
    requestsPerMinute: numberOf(values['requests-per-minute']),
    endsWithInput: values['end-with-input'],
    bundle: values['write-bundle'] === undefined ? undefined : fromHere(values['write-bundle']),
  };
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

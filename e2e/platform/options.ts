import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** How a sandbox platform is started. */
export interface PlatformOptions {
  /** The demonstration world's folder. */
  readonly home: string;
  readonly id: string;
  readonly name: string;
  /** Id of the policy profile that clients are to go by; undefined for the one that it had before. */
  readonly profile: string | undefined;
  /** Undefined for the one that it had before, or a free one. */
  readonly port: number | undefined;
  readonly operatorPort: number | undefined;
  /** Ends when its standard input does, and so with the process that started it. */
  readonly endsWithInput: boolean;
}

const USAGE =
  'npm run platform -- WORLD [--port N] [--operator-port N] [--id NAME] [--name TEXT] [--profile ID]';

const DEFAULTS = { id: 'sandbox', name: '演示印章平台' } as const;

/** @throws TypeError for arguments that are none of these */
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
    },
  });
  const [home, ...others] = positionals;
  if (home === undefined || others.length > 0) throw new TypeError(USAGE);
  const { id, name, profile } = values;
  return {
    home: resolve(process.env['INIT_CWD'] ?? process.cwd(), home),
    id,
    name,
    profile,
    port: portOf(values.port),
    operatorPort: portOf(values['operator-port']),
    endsWithInput: values['end-with-input'],
  };
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new TypeError(`${text} is no port\n${USAGE}`);
  return Number(text);
}

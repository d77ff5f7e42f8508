import { zipSync } from 'fflate';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import type { AppError } from '../../shared/errors.ts';
import type { DriverReport } from '../../shared/model/driver-report.ts';
import type { PlatformView } from '../../shared/model/platform.ts';
import type { SettingsView } from '../../shared/model/settings.ts';
import type { BundlePart, BundlePartName } from '../../shared/model/support-bundle.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import { type PrivateFolder, redactReport } from '../drivers/redact-report.ts';
import type { Clock } from '../ports/clock.ts';

/** The problems that were kept, one a line. */
export interface ProblemLog {
  /** Returns the newest lines, oldest first. */
  lines(most: number): readonly string[];
}

/** The sources of a support bundle. */
export interface BundlePorts {
  readonly clock: Clock;
  /** Versions and the system: nothing that names a person, a computer or a folder. */
  readonly system: Readonly<Record<string, string | number>>;
  readonly privateFolders: readonly PrivateFolder[];
  diagnose(): Promise<DriverReport>;
  platforms(): Promise<Result<readonly PlatformView[]>>;
  settings(): SettingsView;
  readonly problems: ProblemLog;
}

const MOST_LINES = 200;

/**
 * Gathers what support needs to know (诊断包). It holds no PIN, nothing of documents or of the register, no names of people,
 * firms, seals or documents, and of serial numbers and folders what tells two apart. A part that cannot be had says why.
 */
export async function gatherBundle(ports: BundlePorts): Promise<readonly BundlePart[]> {
  const made = ports.clock.now().toISOString();
  const drivers = await resultOf(() => ports.diagnose());
  const platforms = await ports.platforms();
  const json = (name: BundlePartName, content: unknown): BundlePart => ({
    name,
    file: `${name}.json`,
    text: `${JSON.stringify(content, null, 2)}\n`,
  });
  return [
    json('system', { made, ...ports.system }),
    json('drivers', drivers.ok ? driverFacts(drivers.value, ports.privateFolders) : codeOf(drivers.error)),
    json('platforms', platforms.ok ? platforms.value.map(platformFacts) : codeOf(platforms.error)),
    json('settings', settingsFacts(ports.settings())),
    {
      name: 'problems',
      file: 'problems.log',
      text: ports.problems
        .lines(MOST_LINES)
        .map((line) => `${line}\n`)
        .join(''),
    },
  ];
}

/** Packs the parts that a person has not left out. */
export function packBundle(parts: readonly BundlePart[]): Uint8Array {
  return zipSync(Object.fromEntries(parts.map(({ file, text }) => [file, utf8Bytes(text)])));
}

/** Details of an error may name anything. */
const codeOf = ({ code }: AppError): { readonly problem: string } => ({ problem: code });

function driverFacts(report: DriverReport, folders: readonly PrivateFolder[]): unknown {
  return withoutDetails(redactReport(report, folders));
}

/** Leaves out the details of errors that are texts: they may name seals, people and files. */
function withoutDetails(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDetails);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => [
    name,
    name === 'details' ? numbersIn(member) : withoutDetails(member),
  ]);
  return Object.fromEntries(members);
}

function numbersIn(details: unknown): unknown {
  if (details === null || typeof details !== 'object') return undefined;
  return Object.fromEntries(Object.entries(details).filter(([, value]) => typeof value === 'number'));
}

/** A platform is a public office: its address helps, and names nobody. */
function platformFacts({
  url,
  profile,
  lastSyncAt,
  lastAttemptAt,
  online,
  problem,
  lists,
}: PlatformView): object {
  return {
    ...{ url, profile, lastSyncAt, lastAttemptAt, online, problem: problem?.code ?? null },
    lists: lists.map(({ kind, number, issuedAt, nextUpdate }) => ({ kind, number, issuedAt, nextUpdate })),
  };
}

/** What a person typed into a setting may name their firm: it only says that there is something. */
function settingsFacts({ textSize, outputPattern, defaultPreset, fixed, problem }: SettingsView): object {
  const stated = (value: string | null): string => (value === null ? 'none' : 'set');
  return {
    ...{ textSize, outputPattern: stated(outputPattern), defaultPreset: stated(defaultPreset), fixed },
    problem: problem?.code ?? null,
  };
}

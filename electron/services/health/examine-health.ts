import type { AppError } from '../../shared/errors.ts';
import type { DriverReport } from '../../shared/model/driver-report.ts';
import type { HealthCheck, HealthFinding, HealthReport } from '../../shared/model/health.ts';
import type { PlatformView } from '../../shared/model/platform.ts';
import type { RegisterAudit } from '../../shared/model/register.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import { endingsSince } from './run-lines.ts';

/** What of an installation is examined. */
export interface HealthPorts {
  readonly clock: Clock;
  readonly program: Readonly<Record<string, string>>;
  readonly engine: 'own' | 'libraries';
  /** Bytes that are free on the disk of the home; null where the system does not tell. */
  freeBytes(): Promise<number | null>;
  /** Whether other users of this computer may replace the program. */
  isProgramOpenToOthers(): boolean;
  /** Whether other users of this computer may get into the home. */
  isOpenToOthers(): boolean;
  /** Problems of settings, of the person's and of an administrator's. */
  readonly settingsProblems: readonly AppError[];
  /** Whether the register is as it was written. */
  audit(): Promise<Result<RegisterAudit>>;
  /** When the newest backup of the register was made; null if there is none. */
  newestBackup(): Date | null;
  platforms(): Promise<Result<readonly PlatformView[]>>;
  drivers(): Promise<DriverReport>;
  /** Lines of the log of problems. */
  problems(): readonly string[];
}

const LEAST_FREE_BYTES = 500e6;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Backups are made with the first use of a day: after a long holiday one is old and nothing is wrong, so it is a week. */
const BACKUP_DAYS = 7;
const DAYS_LOOKED_AT = 7;

/**
 * Examines an installation as a whole: what stands in the way of work, and what will. It changes nothing and asks nobody but the
 * keys that are plugged in. What cannot be examined is told by its code; the rest is examined all the same.
 */
export async function examineHealth(ports: HealthPorts): Promise<HealthReport> {
  const now = ports.clock.now();
  const audit = await resultOf(async () => unwrap(await ports.audit()));
  const findings = [
    examineProgram(ports),
    await examineFolder(ports),
    finding('settings', { bad: ports.settingsProblems }),
    examineRegister(audit),
    await examineBackups(ports, audit.ok ? audit.value.size : 0, now),
    await examinePlatforms(ports, now),
    await examineDrivers(ports),
    examineRuns(ports, now),
  ];
  return { madeAt: now.toISOString(), findings };
}

interface Found {
  readonly bad?: readonly AppError[];
  readonly attention?: readonly AppError[];
  readonly facts?: HealthFinding['facts'];
}

function finding(check: HealthCheck, { bad = [], attention = [], facts = {} }: Found): HealthFinding {
  const hasAttention = attention.length > 0 ? 'attention' : 'good';
  return { check, state: bad.length > 0 ? 'bad' : hasAttention, problems: [...bad, ...attention], facts };
}

function examineProgram(ports: HealthPorts): HealthFinding {
  const { program, engine } = ports;
  const attention: AppError[] = engine === 'own' ? [] : [{ code: 'ENGINE_OF_LIBRARIES' }];
  const bad: AppError[] = ports.isProgramOpenToOthers() ? [{ code: 'PROGRAM_OPEN_TO_OTHERS' }] : [];
  return finding('program', { bad, attention, facts: { ...program, engine } });
}

async function examineFolder(ports: HealthPorts): Promise<HealthFinding> {
  const free = await ports.freeBytes();
  const attention: AppError[] = [
    ...(free !== null && free < LEAST_FREE_BYTES ? [{ code: 'DISK_NEARLY_FULL' } as const] : []),
    ...(ports.isOpenToOthers() ? [{ code: 'HOME_OPEN_TO_OTHERS' } as const] : []),
  ];
  return finding('folder', {
    attention,
    facts: { freeMegabytes: free === null ? null : Math.floor(free / 1e6) },
  });
}

function examineRegister(audit: Result<RegisterAudit>): HealthFinding {
  if (!audit.ok) return finding('register', { bad: [audit.error] });
  const { size, sound, signedCheckpoints, protectedSize } = audit.value;
  const bad: AppError[] = sound ? [] : [{ code: 'REGISTER_DIFFERS' }];
  return finding('register', { bad, facts: { entries: size, sound, signedCheckpoints, protectedSize } });
}

async function examineBackups(ports: HealthPorts, entries: number, now: Date): Promise<HealthFinding> {
  const found = await resultOf(() => ports.newestBackup());
  if (!found.ok) return finding('backups', { bad: [found.error] });
  const newest = found.value;
  const isOld = newest === null || now.getTime() - newest.getTime() > BACKUP_DAYS * DAY_MS;
  return finding('backups', {
    attention: entries > 0 && isOld ? [{ code: 'NO_RECENT_BACKUP' }] : [],
    facts: { newest: newest?.toISOString() ?? null },
  });
}

async function examinePlatforms(ports: HealthPorts, now: Date): Promise<HealthFinding> {
  const platforms = await resultOf(async () => unwrap(await ports.platforms()));
  if (!platforms.ok) return finding('platforms', { bad: [platforms.error] });
  const views = platforms.value;
  const overdue = views.filter(({ lists }) => lists.some(({ nextUpdate }) => new Date(nextUpdate) < now));
  const stale: AppError[] = overdue.length > 0 ? [{ code: 'SEALING_LISTS_STALE' }] : [];
  const synchronised = views.flatMap(({ lastSyncAt }) => lastSyncAt ?? []).sort();
  return finding('platforms', {
    attention: [...views.flatMap(({ problem }) => problem ?? []), ...stale],
    facts: { platforms: views.length, overdue: overdue.length, oldestSync: synchronised[0] ?? null },
  });
}

async function examineDrivers(ports: HealthPorts): Promise<HealthFinding> {
  const report = await resultOf(() => ports.drivers());
  if (!report.ok) return finding('drivers', { bad: [report.error] });
  const { modules, findings, notes } = report.value;
  const keys = modules.flatMap(({ tokens }) => tokens);
  // A driver that fails is in nobody's way while a key shows through another one.
  const failures = modules.flatMap(({ error }) => error ?? []);
  const obstacles = keys.flatMap((key) => key.obstacles);
  return finding('drivers', {
    bad: findings,
    attention: [...(keys.length > 0 ? [] : failures), ...obstacles, ...notes],
    facts: { drivers: modules.length, keys: keys.length },
  });
}

function examineRuns(ports: HealthPorts, now: Date): HealthFinding {
  const since = new Date(now.getTime() - DAYS_LOOKED_AT * DAY_MS);
  const { program, window, problems } = endingsSince(ports.problems(), since);
  const attention: AppError[] = [
    ...(program > 0 ? [{ code: 'ENDED_ABNORMALLY' } as const] : []),
    ...(window > 0 ? [{ code: 'WINDOW_CRASHED' } as const] : []),
  ];
  return finding('runs', { attention, facts: { days: DAYS_LOOKED_AT, program, window, problems } });
}

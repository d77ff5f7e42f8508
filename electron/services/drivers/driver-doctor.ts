import type { SmEngine } from '../../core/sm/engine.ts';
import type { AppError } from '../../shared/errors.ts';
import type {
  DriverReport,
  ModuleLook,
  ModuleReport,
  TokenFinding,
} from '../../shared/model/driver-report.ts';
import { type TokenInfo, OBSTACLE_OF_STATE, type TokenSnapshot } from '../../shared/model/token.ts';
import { describeToken } from '../tokens/list-tokens.ts';
import type { Clock } from '../ports/clock.ts';

/** An examined module with the tokens that it shows. */
export interface ExaminedModule {
  readonly look: ModuleLook;
  readonly tokens: readonly TokenSnapshot[];
}

export interface ModuleExaminer {
  /** Examines every module without login. A module that fails is reported and hinders no other. */
  examineAll(): Promise<readonly ExaminedModule[]>;
}

/** Encryption software of the company (透明加密), which may hand this program ciphertext. */
export interface GuardPorts {
  /** Looks for the software that is known, and says where it lies. */
  installed(): readonly { readonly product: string; readonly path: string }[];
  /** Counts the documents opened lately that are handed out as ciphertext now. */
  guardedDocuments(): Promise<number>;
}

export interface DoctorPorts {
  readonly modules: ModuleExaminer;
  readonly guards: GuardPorts;
  readonly engine: SmEngine;
  readonly clock: Clock;
  readonly system: DriverReport['system'];
  /** Failures from before the first module was examined, such as damaged settings. */
  readonly problems: readonly AppError[];
  /** What is to be known of other things than drivers. */
  readonly notes: readonly AppError[];
}

/** Examines everything that can stand between a person and their key, and reports what to do next. */
export async function diagnoseDrivers(ports: DoctorPorts): Promise<DriverReport> {
  const now = ports.clock.now();
  const examined = await ports.modules.examineAll();
  const modules = examined.map((each) => describeModule(each, ports.engine, now));
  return {
    madeAt: now.toISOString(),
    system: ports.system,
    modules,
    findings: [...ports.problems, ...wholeFindings(modules)],
    notes: [...(await guardNotes(ports.guards)), ...ports.notes],
    redacted: false,
  };
}

/** Describes one module as it stands in the report. */
export function describeModule({ look, tokens }: ExaminedModule, engine: SmEngine, now: Date): ModuleReport {
  return {
    ...look,
    tokens: tokens.map((snapshot) =>
      describeFinding(describeToken(snapshot, engine, now).info, snapshot.profile ?? null),
    ),
  };
}

async function guardNotes(guards: GuardPorts): Promise<readonly AppError[]> {
  const documents = await guards.guardedDocuments();
  return [
    ...(documents > 0 ? [{ code: 'FILE_GUARDED', details: { documents } } as const] : []),
    ...guards.installed().map((found) => ({ code: 'GUARD_SOFTWARE_FOUND', details: { ...found } }) as const),
  ];
}

function wholeFindings(modules: readonly ModuleReport[]): AppError[] {
  if (modules.length === 0) return [{ code: 'MODULE_MISSING' }];
  const component = modules.find(({ error }) => error?.code.startsWith('COMPONENT_'))?.error;
  // It bars all drivers of an interface, whatever each of them says.
  if (component !== undefined && component !== null) return [component];
  return modules.some(({ tokens }) => tokens.length > 0) ? [] : [{ code: 'TOKEN_NOT_FOUND' }];
}

function describeFinding(token: TokenInfo, profile: string | null): TokenFinding {
  const { slot, label, serial, manufacturer, state } = token;
  return {
    slot,
    label,
    serial,
    manufacturer,
    state,
    profile,
    certificates: token.certificates.map(({ subject, algorithm, notAfter, usable, reason }) => ({
      subject,
      algorithm,
      notAfter,
      usable,
      reason,
    })),
    obstacles: obstaclesOf(token, profile),
  };
}

/** Returns the obstacles to sealing in the order in which a person should see to them. */
function obstaclesOf(token: TokenInfo, profile: string | null): AppError[] {
  const { state, kind, certificates, seals, manufacturer } = token;
  const stated = OBSTACLE_OF_STATE[state];
  const ofState: AppError[] = stated === null ? [] : [{ code: stated }];
  if (state === 'notInitialised' || certificates.length === 0) return ofState;
  const usable = certificates.some((certificate) => certificate.usable);
  const speaksSm2 = certificates.some(({ algorithm }) => algorithm === 'SM2');
  return [
    ...ofState,
    ...(usable ? [] : reasonsOf(certificates)),
    ...(kind === 'pkcs11' && speaksSm2 && profile === null
      ? [{ code: 'TOKEN_PROFILE_UNKNOWN', details: { manufacturer } } as const]
      : []),
    ...(seals.some((seal) => seal.usable) ? [] : reasonsOf(seals)),
  ];
}

/** Returns each reason once. */
function reasonsOf(items: readonly { readonly reason: AppError['code'] | null }[]): AppError[] {
  const codes = new Set(items.map(({ reason }) => reason).filter((reason) => reason !== null));
  return [...codes].map((code) => ({ code }));
}

import type { EnterpriseStatus } from '../../core/platform/enterprise-status-statement.ts';
import { reportNumber } from '../../shared/model/loss-report.ts';
import { namePolicy } from '../../shared/model/policy-profile.ts';
import type { AuditSource, AuditView, StatedByPlatform } from '../../shared/model/audit-view.ts';
import type { RegisterAudit, RegisteredEntry } from '../../shared/model/register.ts';
import type { KnownWorld } from '../platform/known-platforms.ts';
import type { UseState } from '../platform/platform-knowledge.ts';
import type { PlatformStore } from '../platform/platform-store.ts';
import type { Records } from '../records/records.ts';
import { everyEntry } from '../register/find-entries.ts';
import type { RegisterStore } from '../register/register-store.ts';
import type { KeptApplication } from '../seal-life/applications.ts';
import type { KeptLossReport } from '../seal-life/loss-reports.ts';
import type { ExportedRegister } from './exported-register.ts';

interface AuditPorts {
  readonly register: RegisterStore;
  readonly reports: Pick<Records<KeptLossReport>, 'all'>;
  readonly applications: Pick<Records<KeptApplication>, 'all'>;
  readonly useStates: Pick<Records<UseState>, 'all'>;
  readonly enterprises: Pick<Records<EnterpriseStatus>, 'all'>;
  readonly lists: Pick<PlatformStore, 'lists'>;
  readonly world: () => Promise<KnownWorld>;
}

/**
 * Gathers what an auditor reads (宿迁 第二十四条). It needs no key, asks nobody, and has no port that writes.
 * @param audit whether the register is as it was written
 * @throws CodedError of the store
 */
export async function auditView(
  source: Exclude<AuditSource, 'export'>,
  audit: RegisterAudit,
  ports: AuditPorts,
): Promise<AuditView> {
  return {
    ...{ source, register: audit, exported: null },
    ...(await countedActs(everyEntry(ports.register))),
    lossReports: (await ports.reports.all()).map((report) => ({
      ...{ number: reportNumber(report), what: report.what, seal: report.sealName },
      ...{ at: report.reportedAt, state: report.received?.state ?? 'queued' },
    })),
    applications: (await ports.applications.all()).map(({ number, kind, sealName, submittedAt, state }) => ({
      ...{ number, what: kind, seal: sealName, at: submittedAt, state },
    })),
    statements: await statements(ports),
  };
}

/** Gathers what an auditor reads in an exported register, which holds nothing but entries. */
export async function exportedView({ entries, findings }: ExportedRegister): Promise<AuditView> {
  return {
    ...{ source: 'export', register: null, exported: findings },
    ...(await countedActs(entries)),
    ...{ lossReports: [], applications: [], statements: [] },
  };
}

async function countedActs(
  entries: AsyncIterable<RegisteredEntry> | Iterable<RegisteredEntry>,
): Promise<Pick<AuditView, 'acts' | 'from' | 'to'>> {
  const acts: Record<string, { done: number; failed: number }> = {};
  let [from, to]: [string | null, string | null] = [null, null];
  for await (const { entry } of entries) {
    const counted = (acts[entry.act] ??= { done: 0, failed: 0 });
    if (entry.result === 'done') counted.done += 1;
    else counted.failed += 1;
    if (from === null || entry.time < from) from = entry.time;
    if (to === null || entry.time > to) to = entry.time;
  }
  return { acts, from, to };
}

async function statements(ports: AuditPorts): Promise<StatedByPlatform[]> {
  const { platforms } = await ports.world();
  const rules = platforms.flatMap(({ settings: { id }, policy }) =>
    policy === null ? [] : [{ id, name: namePolicy(policy.profile), source: policy.source }],
  );
  const lists = await ports.lists.lists();
  return [
    ...lists.map(({ platform, list, number, confirmedAt }) => ({
      ...{ platform, what: list, content: `№ ${number}`, states: [], asOf: confirmedAt },
    })),
    ...rules.map(({ id, name, source }) => ({
      ...{ platform: id, what: `rules-${source}`, content: name, states: [], asOf: '' },
    })),
    ...(await ports.useStates.all()).map(answerAtUse),
    ...(await ports.enterprises.all()).map(
      ({ platform, esId, enterprise: { name, state, checkedAt } }): StatedByPlatform => ({
        ...{ platform, what: 'enterprise-status', content: `${esId} · ${name}`, asOf: checkedAt },
        states: [`enterprise-${state}`],
      }),
    ),
  ];
}

/** An answer at a use names the events of the seal that were new then: without one, it stays with what the feed said. */
function answerAtUse({
  platform,
  esId,
  issuedAt,
  events,
  certificate,
  enterprise,
}: UseState): StatedByPlatform {
  const decided = events.findLast(({ kind }) => kind === 'decision');
  return {
    ...{ platform, what: 'use-state', content: esId, asOf: issuedAt },
    states: [
      ...(decided === undefined ? [] : ([`seal-${decided.state}`] as const)),
      ...(certificate.revokedSince === null ? [] : (['certificate-revoked'] as const)),
      `enterprise-${enterprise.state}`,
    ],
  };
}

import type { EnterpriseStatus } from '../../core/platform/enterprise-status-statement.ts';
import { reportNumber } from '../../shared/model/loss-report.ts';
import { namePolicy } from '../../shared/model/policy-profile.ts';
import type { RegisterAudit } from '../../shared/model/register.ts';
import type { KnownWorld } from '../platform/known-platforms.ts';
import type { UseState } from '../platform/platform-knowledge.ts';
import type { PlatformStore } from '../platform/platform-store.ts';
import type { Records } from '../records/records.ts';
import { everyEntry } from '../register/find-entries.ts';
import type { RegisterStore } from '../register/register-store.ts';
import type { KeptApplication } from '../seal-life/applications.ts';
import type { KeptLossReport } from '../seal-life/loss-reports.ts';

/** What an auditor reads of a home: its register, what was reported and applied for, and what platforms have stated. */
export interface AuditView {
  readonly register: RegisterAudit;
  /** Entries by act, each with how many succeeded and how many did not. */
  readonly acts: Readonly<Record<string, { readonly done: number; readonly failed: number }>>;
  /** The time of the first and of the last readable entry, ISO 8601; null in an empty register. */
  readonly from: string | null;
  readonly to: string | null;
  readonly lossReports: readonly Reported[];
  readonly applications: readonly Reported[];
  readonly statements: readonly StatedByPlatform[];
}

interface Reported {
  readonly number: string;
  readonly what: string;
  readonly seal: string;
  readonly at: string;
  readonly state: string;
}

interface StatedByPlatform {
  readonly platform: string;
  readonly what: string;
  /** What it is about or says. */
  readonly content: string;
  /** As of when, ISO 8601. */
  readonly asOf: string;
}

export interface AuditPorts {
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
export async function auditView(audit: RegisterAudit, ports: AuditPorts): Promise<AuditView> {
  const acts: Record<string, { done: number; failed: number }> = {};
  let [from, to]: [string | null, string | null] = [null, null];
  for await (const { entry } of everyEntry(ports.register)) {
    const counted = (acts[entry.act] ??= { done: 0, failed: 0 });
    if (entry.result === 'done') counted.done += 1;
    else counted.failed += 1;
    if (from === null || entry.time < from) from = entry.time;
    if (to === null || entry.time > to) to = entry.time;
  }
  return {
    register: audit,
    acts,
    from,
    to,
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

async function statements(ports: AuditPorts): Promise<StatedByPlatform[]> {
  const { platforms } = await ports.world();
  const rules = platforms.flatMap(({ settings: { id }, policy }) =>
    policy === null ? [] : [{ id, name: namePolicy(policy.profile), source: policy.source }],
  );
  const lists = await ports.lists.lists();
  return [
    ...lists.map(({ platform, list, number, confirmedAt }) => ({
      ...{ platform, what: list, content: `no. ${number}`, asOf: confirmedAt },
    })),
    ...rules.map(({ id, name, source }) => ({
      ...{ platform: id, what: `rules (${source})`, content: name, asOf: '' },
    })),
    ...(await ports.useStates.all()).map(({ platform, esId, issuedAt, enterprise }) => ({
      ...{ platform, what: 'use-state', content: `${esId} · ${enterprise.state}`, asOf: issuedAt },
    })),
    ...(await ports.enterprises.all()).map(({ platform, esId, enterprise: { name, state, checkedAt } }) => ({
      ...{ platform, what: 'enterprise-status', content: `${esId} · ${name} · ${state}`, asOf: checkedAt },
    })),
  ];
}

import { oldestList } from '../platform/platform-knowledge.ts';
import { sealReminders, type SealClocks, renewalWindow } from '../../core/seal-life/reminders.ts';
import { CodedError, type AppError } from '../../shared/errors.ts';
import type { SealStanding } from '../../shared/model/seal-standing.ts';
import type { SealInfo, TokenInfo } from '../../shared/model/token.ts';
import type { ListedToken } from '../tokens/list-tokens.ts';
import { gatherSituation, type JudgedSeal, type SituationPorts, type SealingSituation } from './situation.ts';
import { refusalBy, sealingHours } from './rules.ts';
import { approvalDemand } from './use-demands.ts';

const HOUR_MS = 3_600_000;

/** The standing of every readable seal under the rules now, by esID. */
export type SealStandings = ReadonlyMap<string, SealStanding>;

/** Judges every listed seal. Former seals (历史) are left out, because nothing more happens to them. */
export async function standingsOf(
  tokens: readonly ListedToken[],
  ports: SituationPorts,
): Promise<SealStandings> {
  const seals = tokens
    .flatMap((token) => token.seals)
    .filter(({ info }) => info.esId !== '' && !info.history);
  const standings = new Map<string, SealStanding>();
  for (const seal of seals) standings.set(seal.info.esId, await standingOf(seal, ports));
  return standings;
}

/** Judges a seal as the gate does when sealing, and adds the reminders. */
async function standingOf(seal: JudgedSeal, ports: SituationPorts): Promise<SealStanding> {
  try {
    return describe(await gatherSituation(seal, ports));
  } catch (error) {
    if (error instanceof CodedError) return unknown(error.toAppError());
    throw error;
  }
}

function describe(situation: SealingSituation): SealStanding {
  const { knowledge, policy, now } = situation;
  const clocks = clocksOf(situation);
  const ends =
    clocks.certificateEnds === null ? clocks.sealEnds : earlier(clocks.sealEnds, clocks.certificateEnds);
  return {
    platformName: knowledge?.platformName ?? null,
    status: knowledge?.status ?? null,
    refusal: refusalBy(situation),
    approvalNeeded: approvalDemand(situation)?.citation ?? null,
    enterprise: checkedEnterprise(situation),
    renewal: policy === null ? null : renewalWindow(policy, ends, now),
    reminders: sealReminders(clocks, policy, now),
  };
}

function checkedEnterprise({ knowledge, policy }: SealingSituation): SealStanding['enterprise'] {
  const status = knowledge?.enterprise ?? null;
  if (status === null || policy?.rules.enterpriseData?.checkedWhenUsing !== true) return null;
  const { name, representative, checkedAt } = status.enterprise;
  return { name, representative, checkedAt };
}

function clocksOf(situation: SealingSituation): SealClocks {
  const { seal, certificate, knowledge, policy, idleFrom } = situation;
  const oldest = knowledge === null ? null : oldestList(knowledge);
  const listsEnd =
    oldest === null || policy === null
      ? null
      : new Date(Date.parse(oldest) + sealingHours(situation, policy) * HOUR_MS);
  return { sealEnds: new Date(seal.validTo), certificateEnds: certificate.notAfter, listsEnd, idleFrom };
}

function unknown(refusal: AppError): SealStanding {
  return {
    ...{ platformName: null, status: null, refusal, renewal: null },
    ...{ approvalNeeded: null, enterprise: null, reminders: [] },
  };
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

/** Adds the standings to a token's seals. A reason of the seal itself stays the first reason. */
export function withStandings(token: TokenInfo, standings: SealStandings): TokenInfo {
  return { ...token, seals: token.seals.map((seal) => withStanding(seal, standings.get(seal.esId))) };
}

function withStanding(seal: SealInfo, standing: SealStanding | undefined): SealInfo {
  if (standing === undefined || seal.history) return seal;
  const { refusal, status } = standing;
  if (refusal === null || !seal.usable) return { ...seal, standing };
  // Rules that cancel the former seal (宿迁 第二十二条, 广东 第17条) name its successor all the same.
  const isReplaced = status !== null && status.state !== 'active' && status.replacedBy !== null;
  const history = isReplaced || ['SEALING_REPLACED', 'SEALING_RENEWED'].includes(refusal.code);
  return { ...seal, standing, usable: false, history, reason: refusal.code };
}

import type { EnterpriseQuestion } from '../../services/platform/enterprise-status.ts';
import type { EvidenceQuestion } from '../../services/platform/seal-evidence.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import type { UseQuestion } from '../../services/platform/use-state.ts';
import type { Result } from '../../shared/result.ts';
import { type PlatformTransport, sendForJson, statementAnswer } from './transport.ts';

/** The person waits for the answer; without one the ages that the profile allows decide. */
const DEADLINE_MS = 2000;
/** Far above a thousand events of one seal. */
const LARGEST_ANSWER = 1024 * 1024;

/** Asks one platform about one use of a seal. */
export function askUseState(
  transport: PlatformTransport,
  { esId, certificate, after, nonce }: UseQuestion,
): Promise<Result<Statement>> {
  const request = {
    method: 'GET',
    path: `/v1/seals/${encodeURIComponent(esId)}/use-state`,
    query: { certificate, after, nonce },
    deadlineMs: DEADLINE_MS,
    personWaits: true,
    largestAnswer: LARGEST_ANSWER,
  } as const;
  return sendForJson(transport, request, statementAnswer);
}

/** Asks one platform about the enterprise of a seal. */
export function askEnterpriseStatus(
  transport: PlatformTransport,
  { esId, nonce }: EnterpriseQuestion,
): Promise<Result<Statement>> {
  const request = {
    method: 'GET',
    path: `/v1/seals/${encodeURIComponent(esId)}/enterprise-status`,
    query: { nonce },
    deadlineMs: DEADLINE_MS,
    personWaits: true,
    largestAnswer: LARGEST_ANSWER,
  } as const;
  return sendForJson(transport, request, statementAnswer);
}

/** Asks one platform for the electronic data on a seal in dispute. */
export function askForEvidence(
  transport: PlatformTransport,
  { esId, certificate, documentSm3, nonce }: EvidenceQuestion,
): Promise<Result<Statement>> {
  const request = {
    method: 'GET',
    path: `/v1/seals/${encodeURIComponent(esId)}/evidence`,
    query: { certificate, documentSm3, nonce },
    personWaits: true,
    largestAnswer: LARGEST_ANSWER,
  } as const;
  return sendForJson(transport, request, statementAnswer);
}

import type { ContractRoute } from '../platform/api/contract.ts';

/** Something that an operation is held to. */
export interface ClauseResult {
  /** The clause of the contract, in words. */
  readonly clause: string;
  /** Why the answer does not fit; null when it does. */
  readonly failure: string | null;
}

/**
 * How an operation did: `refuses` when it was asked with good credentials for what it has to refuse, and `partly` when it was asked
 * without credentials alone, because its work needs an officer or would change a real thing; `notApplicable` when it
 * belongs to a part that the platform does not offer.
 */
export type Outcome = 'passed' | 'refuses' | 'partly' | 'failed' | 'notApplicable';

/** What of an operation was tried with credentials. */
export type Tried = 'work' | 'refusal' | 'nothing';

const SOUND: Readonly<Record<Tried, Outcome>> = { work: 'passed', refusal: 'refuses', nothing: 'partly' };

export interface OperationReport {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly capability: string | null;
  readonly outcome: Outcome;
  readonly clauses: readonly ClauseResult[];
}

/** What the kit says of one platform. */
export interface KitReport {
  readonly platform: string;
  readonly url: string;
  /** The dialect through which it was asked; null for the contract itself. */
  readonly dialect: string | null;
  readonly contract: string;
  readonly at: string;
  readonly answersHeldAgainstTheContract: number;
  readonly operations: readonly OperationReport[];
}

export function operationReport(
  { operationId, method, path, capability }: ContractRoute,
  clauses: readonly ClauseResult[],
  isOffered: boolean,
  tried: Tried,
): OperationReport {
  const isBad = clauses.some(({ failure }) => failure !== null);
  const sound = isOffered ? SOUND[tried] : 'notApplicable';
  return { operationId, method, path, capability, outcome: isBad ? 'failed' : sound, clauses };
}

const MARKS: Readonly<Record<Outcome, string>> = {
  passed: '✓ passed',
  refuses: '✓ refuses',
  partly: '· partly',
  failed: '✗ FAILED',
  notApplicable: '– not applicable',
};

/** Writes a report for people: a line for each operation, and below it the clauses that it breaks. */
export function reportLines({ platform, url, dialect, contract, operations, ...rest }: KitReport): string[] {
  const count = (wanted: Outcome): number => operations.filter(({ outcome }) => outcome === wanted).length;
  return [
    `${platform}  ${url}${dialect === null ? '' : `  dialect ${dialect}`}  contract ${contract}  ${rest.at}`,
    ...operations.flatMap(({ operationId, method, path, capability, outcome, clauses }) => [
      `${MARKS[outcome].padEnd(17)} ${operationId}  ${method.toUpperCase()} ${path}${capability === null ? '' : `  [${capability}]`}`,
      ...clauses.flatMap(({ clause, failure }) =>
        failure === null ? [] : [`    clause: ${clause}`, `    answer: ${failure}`],
      ),
    ]),
    `${count('passed')} passed, ${count('refuses')} refuses (what it must refuse), ${count('partly')} partly (asked without credentials alone), ${count('failed')} failed, ` +
      `${count('notApplicable')} not applicable; ${rest.answersHeldAgainstTheContract} answers held against the contract`,
  ];
}

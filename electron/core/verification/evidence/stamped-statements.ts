import { base64urlnopad } from '@scure/base';
import { z } from 'zod';
import type { SealHistory } from '../../../shared/model/seal-standing.ts';
import { CERTIFICATE_BUDGET } from '../../budgets.ts';
import { equalBytes } from '../../bytes/byte-arrays.ts';
import { utf8Text } from '../../bytes/encodings.ts';
import { readJson } from '../../bytes/json.ts';
import type { SecurityStore } from '../../pdf/signatures/security-store.ts';
import { keptStatement, openPlatformStatement, type Statement } from '../../platform/signed-statement.ts';
import { useStateSchema } from '../../platform/use-state-statement.ts';
import { orNullIfDamaged, overBudget } from '../../work-meter.ts';
import { publishedLists } from './published-lists.ts';
import { isSelfIssued } from '../../x509/trust-store.ts';
import type { VerificationInputs } from './context.ts';

/** A signed statement in a document, and the time by which a time stamp proves it to have existed. */
export interface StampedStatement {
  readonly statement: Statement;
  readonly existedBy: Date;
}

/** The statements in the stores of one document. What the stores of several versions hold is read once. */
export class StoredStatements {
  readonly #known: { readonly bytes: Uint8Array; readonly statement: Statement | null }[] = [];
  #length = 0;

  /** Reads the statements of a store. What is none is left out. @throws CodedError FILE_OVER_BUDGET */
  of({ statements }: Pick<SecurityStore, 'statements'>): Statement[] {
    return statements.flatMap((bytes) => this.#read(bytes) ?? []);
  }

  #read(bytes: Uint8Array): Statement | null {
    const known = this.#known.find((each) => equalBytes(each.bytes, bytes));
    if (known !== undefined) return known.statement;
    this.#length += bytes.length;
    const most = CERTIFICATE_BUDGET.statementBytes;
    if (this.#length > most) throw overBudget('statementBytes', most);
    const parsed = keptStatement.safeParse(jsonOrNull(bytes));
    const statement = parsed.success ? parsed.data : null;
    this.#known.push({ bytes, statement });
    return statement;
  }
}

function jsonOrNull(bytes: Uint8Array): unknown {
  try {
    return readJson(utf8Text(bytes));
  } catch {
    return null;
  }
}

const dated = z.object({ issuedAt: z.iso.datetime() });

const issueTimes = new WeakMap<Statement, Date | null>();

/** Returns when a statement says that it was issued, whoever has signed it; null if it does not say. */
export function issueTimeOf(statement: Statement): Date | null {
  const known = issueTimes.get(statement);
  if (known !== undefined) return known;
  const parsed = dated.safeParse(orNullIfDamaged(() => jsonOrNull(decoded(statement.payload))));
  const at = parsed.success ? new Date(parsed.data.issuedAt) : null;
  issueTimes.set(statement, at);
  return at;
}

function decoded(payload: string): Uint8Array {
  try {
    return base64urlnopad.decode(payload);
  } catch {
    return new Uint8Array();
  }
}

/**
 * Adds the lists of makers, and of trust and makers, under a time stamp to those at hand. A root of the trust store has to
 * have signed a list of makers, or an administrator whom the person has confirmed; a list at hand has to name the signer of
 * a list of trust and makers. None of them is an anchor.
 */
export function withStampedMakers(
  inputs: VerificationInputs,
  stamped: readonly StampedStatement[],
): VerificationInputs {
  if (stamped.length === 0) return inputs;
  const { trust } = inputs;
  const makerStatements = [...trust.makerStatements, ...stamped.map(({ statement }) => statement)];
  const makerLists = [
    ...trust.makerLists,
    ...stamped.flatMap(({ statement, existedBy }) => publishedLists(statement, existedBy, inputs)),
  ];
  return { ...inputs, trust: { ...trust, makerStatements, makerLists } };
}

/**
 * Returns what the statements under a time stamp say of a seal: the newest answer of each platform that a root of the
 * trust store certifies, that names every event from the first on, and that is from no earlier than the signature.
 * @param signedAt the time of the signature
 */
export function stampedHistories(
  esId: string,
  signedAt: Date,
  stamped: readonly StampedStatement[],
  inputs: VerificationInputs,
): SealHistory[] {
  const newest = new Map<string, SealHistory>();
  for (const each of stamped) {
    const history = historyIn(each, esId, inputs);
    if (history === null || Date.parse(history.asOf) < signedAt.getTime()) continue;
    const known = newest.get(history.platform);
    if (known === undefined || Date.parse(known.asOf) < Date.parse(history.asOf))
      newest.set(history.platform, history);
  }
  return [...newest.values()];
}

function historyIn(
  { statement, existedBy }: StampedStatement,
  esId: string,
  inputs: VerificationInputs,
): SealHistory | null {
  const payload = payloadOf(statement, existedBy, inputs);
  const parsed = useStateSchema.safeParse(payload === null ? null : jsonOrNull(payload));
  if (!parsed.success) return null;
  const { platform, issuedAt: asOf, after, events, esId: about } = parsed.data;
  if (about !== esId || after !== 0 || events.some((event) => event.esId !== esId)) return null;
  return {
    ...{ platform, asOf, lateAfterMs: inputs.lateEventMs },
    events: events.map((event) => ({ ...event, absentAt: null, broughtAt: null })),
  };
}

/** Opens a platform's statement by the roots of the trust store, as of the time by which it existed. */
function payloadOf(statement: Statement, at: Date, { engine, trust }: VerificationInputs): Uint8Array | null {
  const roots = trust.anchors.filter(
    (root) => root.basicConstraints?.isAuthority === true && isSelfIssued(root),
  );
  for (const root of roots) {
    const payload = orNullIfDamaged(() =>
      openPlatformStatement(statement, 'use-state', { engine, root, at }),
    );
    if (payload !== null) return payload;
  }
  return null;
}

import { z } from 'zod';
import { toHex } from '../../core/bytes/encodings.ts';
import type { VerificationInputs } from '../../core/verification/evidence/context.ts';
import { decodeRevocationList, type RevocationList } from '../../core/x509/revocation-list.ts';
import { CodedError, ERROR_CODES, type ErrorCode } from '../../shared/errors.ts';
import { SEAL_STATES, STATUS_EVENT_KINDS } from '../../shared/model/seal-standing.ts';
import { type Evidence, NO_EVIDENCE } from '../documents/verdict-evidence.ts';
import type { PackageFiles } from '../packages/zip-reader.ts';
import type { PackageNames } from './openssl-commands.ts';

/** Everything that platforms and the register answered while a document was verified, as it was asked. */
const instant = z.iso.datetime();
const code = z.enum(ERROR_CODES);
const text = z.string();

/** The store hands events out with what it keeps beside them, which no check looks at: that is left out. */
const statusEvent = z.object({
  esId: text,
  state: z.enum(SEAL_STATES),
  since: text,
  reason: text.nullable(),
  replacedBy: text.nullable(),
  number: z.number(),
  kind: z.enum(STATUS_EVENT_KINDS),
  lostSince: text.nullable(),
  receivedAt: text.nullable(),
  decidedAt: text.nullable(),
  publishedAt: text.nullable(),
  absentAt: text.nullable(),
  broughtAt: text.nullable(),
});

const histories = z.array(
  z.object({ platform: text, asOf: text, lateAfterMs: z.number(), events: z.array(statusEvent) }),
);

const marks = z.array(
  z.object({ kind: z.enum(['voided', 'approvalUsedTwice']), at: text, reason: text.nullable() }),
);

const lateDates = z.array(z.strictObject({ revokedAt: instant, lackedAt: instant, knownFrom: instant }));

const answered = <T extends z.ZodType>(answer: T) =>
  z.array(z.strictObject({ asked: z.array(text), answer: answer.nullable(), failed: code.nullable() }));

export const recordedAnswers = z.strictObject({
  lateEventMs: z.number(),
  listAgeLimitMs: z.number().nullable(),
  /** Whether there was a platform, or a register, to ask. */
  knowsExistence: z.boolean(),
  knowsRegister: z.boolean(),
  sealStatus: answered(histories),
  archivedLists: answered(z.array(text)),
  existedBy: answered(instant),
  registerMarks: answered(marks),
  lateRevocations: answered(lateDates),
  listConfirmedAt: answered(instant),
});

export type RecordedAnswers = z.infer<typeof recordedAnswers>;

interface Answered<T> {
  readonly asked: readonly string[];
  readonly answer: T | null;
  readonly failed: ErrorCode | null;
}

/** Evidence that keeps each question and its answer, and the superseded lists that it handed out. */
export interface EvidenceRecorder {
  readonly evidence: Evidence;
  recorded(): RecordedAnswers;
  /** Lists among the answers that lie in no trust folder. */
  lists(): readonly RevocationList[];
}

/** Puts a recorder before the evidence of a verdict. */
export function recordEvidence(evidence: Evidence, names: PackageNames): EvidenceRecorder {
  const lists = new Map<string, RevocationList>();
  const kept = {
    sealStatus: new Map<string, Answered<z.infer<typeof histories>>>(),
    archivedLists: new Map<string, Answered<string[]>>(),
    existedBy: new Map<string, Answered<string>>(),
    registerMarks: new Map<string, Answered<z.infer<typeof marks>>>(),
    lateRevocations: new Map<string, Answered<z.infer<typeof lateDates>>>(),
    listConfirmedAt: new Map<string, Answered<string>>(),
  };
  const { existedBy, registerMarks } = evidence;
  const noteLists = (found: readonly RevocationList[]): string[] =>
    found.map((list) => {
      const path = names.list(list.raw);
      lists.set(path, list);
      return path;
    });
  const recording: Evidence = {
    ...evidence,
    sealStatus: (esId) =>
      keeping(kept.sealStatus, [esId], evidence.sealStatus(esId), (found) => histories.parse(found)),
    archivedLists: (issuer, at) =>
      keeping(
        kept.archivedLists,
        [toHex(issuer), at.toISOString()],
        evidence.archivedLists(issuer, at),
        noteLists,
      ),
    existedBy:
      existedBy === null
        ? null
        : (sm3) => keeping(kept.existedBy, [sm3], existedBy(sm3), (at) => at?.toISOString() ?? null),
    registerMarks:
      registerMarks === null
        ? null
        : (sm3) => keeping(kept.registerMarks, [sm3], registerMarks(sm3), (found) => marks.parse(found)),
    lateRevocations: (issuer, serial) =>
      keeping(
        kept.lateRevocations,
        [toHex(issuer), serial],
        evidence.lateRevocations(issuer, serial),
        (found) =>
          found.map(({ revokedAt, lackedAt, knownFrom }) => ({
            revokedAt: revokedAt.toISOString(),
            lackedAt: lackedAt.toISOString(),
            knownFrom: knownFrom.toISOString(),
          })),
      ),
    listConfirmedAt: (list) => {
      const at = evidence.listConfirmedAt(list);
      const asked = [names.list(list.raw)];
      kept.listConfirmedAt.set(keyOf(asked), { asked, answer: at?.toISOString() ?? null, failed: null });
      return at;
    },
  };
  const answersOf = <T>(answers: ReadonlyMap<string, Answered<T>>) =>
    [...answers.values()].map(({ asked, ...rest }) => ({ asked: [...asked], ...rest }));
  return {
    evidence: recording,
    lists: () => [...lists.values()],
    recorded: () => ({
      lateEventMs: evidence.lateEventMs,
      listAgeLimitMs: evidence.listAgeLimitMs,
      knowsExistence: existedBy !== null,
      knowsRegister: registerMarks !== null,
      sealStatus: answersOf(kept.sealStatus),
      archivedLists: answersOf(kept.archivedLists),
      existedBy: answersOf(kept.existedBy),
      registerMarks: answersOf(kept.registerMarks),
      lateRevocations: answersOf(kept.lateRevocations),
      listConfirmedAt: answersOf(kept.listConfirmedAt),
    }),
  };
}

const keyOf = (asked: readonly string[]): string => JSON.stringify(asked);

/** Keeps an answer, or the code with which the question failed, and passes it on. */
async function keeping<T, Kept>(
  answers: Map<string, Answered<Kept>>,
  asked: readonly string[],
  answer: Promise<T>,
  write: (answer: T) => Kept | null,
): Promise<T> {
  try {
    const found = await answer;
    answers.set(keyOf(asked), { asked, answer: write(found), failed: null });
    return found;
  } catch (error) {
    if (error instanceof CodedError) answers.set(keyOf(asked), { asked, answer: null, failed: error.code });
    throw error;
  }
}

/**
 * Answers as platforms and register did when the document was verified, from the package alone. What was not asked
 * then has no answer now.
 */
export function repeatEvidence(
  recorded: RecordedAnswers,
  files: PackageFiles,
  names: PackageNames,
): Evidence {
  const { sealStatus, archivedLists, existedBy, registerMarks, lateRevocations, listConfirmedAt } = recorded;
  const listsAt = (paths: readonly string[]): RevocationList[] =>
    paths.flatMap((path) => {
      const bytes = files.get(path);
      return bytes === undefined ? [] : [decodeRevocationList(bytes)];
    });
  const known: VerificationInputs['existedBy'] = async (sm3) => {
    const at = await answerOf(existedBy, [sm3]);
    return at === null ? null : new Date(at);
  };
  return {
    ...NO_EVIDENCE,
    lateEventMs: recorded.lateEventMs,
    listAgeLimitMs: recorded.listAgeLimitMs,
    sealStatus: async (esId) => (await answerOf(sealStatus, [esId])) ?? [],
    archivedLists: async (issuer, at) =>
      listsAt((await answerOf(archivedLists, [toHex(issuer), at.toISOString()])) ?? []),
    existedBy: recorded.knowsExistence ? known : null,
    registerMarks: recorded.knowsRegister
      ? async (sm3) => (await answerOf(registerMarks, [sm3])) ?? []
      : null,
    lateRevocations: async (issuer, serial) =>
      ((await answerOf(lateRevocations, [toHex(issuer), serial])) ?? []).map((each) => ({
        revokedAt: new Date(each.revokedAt),
        lackedAt: new Date(each.lackedAt),
        knownFrom: new Date(each.knownFrom),
      })),
    listConfirmedAt: (list) => {
      const asked = names.list(list.raw);
      const found = listConfirmedAt.find((each) => each.asked[0] === asked)?.answer ?? null;
      return found === null ? null : new Date(found);
    },
  };
}

function answerOf<T>(answers: readonly Answered<T>[], asked: readonly string[]): Promise<T | null> {
  const found = answers.find((each) => keyOf(each.asked) === keyOf(asked));
  if (found === undefined || found.failed === null) return Promise.resolve(found?.answer ?? null);
  return Promise.reject(new CodedError(found.failed));
}

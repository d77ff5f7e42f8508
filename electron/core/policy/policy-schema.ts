import { z } from 'zod';
import { USE_ROLES } from '../../shared/model/approval.ts';
import {
  CANCELLATION_REASONS,
  POLICY_STATUSES,
  POLICY_TEXT_SOURCES,
  REPLACEMENT_REASONS,
  type Clauses,
  type PolicyProfile,
} from '../../shared/model/policy-profile.ts';
import { SHARED_LIMITS } from './profiles/shared-limits.ts';

const text = z.string().trim().min(1).max(500);
const clauses = z.array(z.string().trim().min(1).max(40));
const months = z.int().min(1).max(1200);
const hours = z
  .int()
  .min(1)
  .max(24 * 366);
const days = z.int().min(0).max(3660);

/** Describes a part of a regulation; a part that the file leaves out is not stated. */
function stated<T extends z.ZodRawShape>(shape: T) {
  return z
    .strictObject({ clauses, ...shape })
    .nullable()
    .default(null);
}

const duty = stated({ text });

const rules = z.strictObject({
  sealKinds: stated({ kinds: z.array(text).min(1), asSet: z.boolean() }),
  dataFormat: duty,
  picture: stated({
    match: z.enum(['identical', 'asRegistered', 'essentiallyAsPhysical']),
    platformMade: z.boolean(),
    confirmedBeforeUse: z.boolean(),
  }),
  storage: stated({ sealInDevice: z.boolean(), governmentCloud: z.boolean() }),
  validity: stated({
    months: months.nullable(),
    asCertificate: z.enum(['always', 'whereBound', 'no']),
    asPhysicalSeal: z.boolean(),
  }),
  renewal: stated({
    daysBefore: days.nullable(),
    daysAfter: days.nullable(),
    by: z.enum(['holder', 'service']),
  }),
  pin: stated({
    change: z.enum(['free', 'byApplication']),
    regularly: z.boolean(),
    resetByApplication: z.boolean(),
  }),
  idle: stated({ months }),
  replacement: stated({
    reasons: z.array(z.enum(REPLACEMENT_REASONS)).min(1),
    asFirstSeal: z.boolean().default(false),
    former: z.enum(['voidAtOnce', 'voidWhenReplaced', 'cancelled']).nullable(),
  }),
  cancellation: stated({
    reasons: z.array(z.enum(CANCELLATION_REASONS)).min(1),
    writtenApplication: z.boolean(),
    atOnce: z.boolean(),
  }),
  suspension: duty,
  lossReport: stated({ withdrawal: z.boolean() }),
  afterEnd: duty,
  approval: stated({ demand: z.enum(['always', 'asForPhysicalSeal', 'mayBeAsForPhysicalSeal']) }),
  fourEyes: stated({ among: z.array(z.enum(USE_ROLES)).min(2) }),
  register: stated({}),
  keeper: duty,
  delegation: duty,
  papers: duty,
  enterpriseData: stated({ checkedWhenUsing: z.boolean() }),
  copies: stated({ notice: text }),
  archive: duty,
  archiveStamp: stated({}),
  disputes: duty,
  records: duty,
  connectedSystems: duty,
  conditions: duty,
  stateSecrets: duty,
});

const limits = z
  .strictObject({
    sealingHours: hours,
    plainValidHours: hours,
    enterpriseDataHours: hours,
    clockToleranceMinutes: z
      .int()
      .min(0)
      .max(24 * 60),
    unclaimedApprovals: z.enum(['onRecord', 'refused']).default(SHARED_LIMITS.unclaimedApprovals),
    lateEventHours: hours.default(SHARED_LIMITS.lateEventHours),
  })
  .default(SHARED_LIMITS);

const profileId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'small letters, digits and hyphens');

/** The schema of a file with one profile. {@link PolicyProfile} explains the fields. */
export const policySchema: z.ZodType<PolicyProfile> = z
  .strictObject({
    id: profileId,
    jurisdiction: z.strictObject({ zh: text, en: text }),
    title: text,
    issuer: text.nullable(),
    documentNumber: text.nullable(),
    source: z.enum(POLICY_TEXT_SOURCES).default('text'),
    status: z.enum(POLICY_STATUSES),
    draftTerm: text.nullable().default(null),
    issuedOn: z.iso.date().nullable().default(null),
    effectiveFrom: z.iso.date().nullable(),
    effectiveTo: z.iso.date().nullable().default(null),
    supersededBy: profileId.nullable().default(null),
    supersedes: z.array(profileId).default([]),
    lapses: duty,
    possiblyLapsed: z.strictObject({ by: text, since: z.iso.date() }).nullable().default(null),
    rules,
    limits,
    terms: z.strictObject({ register: text, approval: text, owner: text.default('持有人') }),
  })
  .check((context) => {
    const { status, draftTerm, effectiveFrom, effectiveTo, source, lapses } = context.value;
    const complain = (field: string, message: string): void =>
      void context.issues.push({ code: 'custom', input: context.value, path: field.split('.'), message });
    if ((status === 'draft') !== (draftTerm !== null)) {
      complain('draftTerm', 'a draft says what it is (草案, 征求意见稿), and nothing else does');
    }
    if (status !== 'draft' && effectiveFrom === null) complain('effectiveFrom', 'what is in force has a day');
    if (effectiveFrom !== null && effectiveTo !== null && effectiveTo < effectiveFrom) {
      complain('effectiveTo', 'ends before it begins');
    }
    const stated: Readonly<Record<string, Clauses | null>> = { ...context.value.rules, lapses };
    for (const [name, rule] of Object.entries(stated)) {
      if (source === 'text' && rule?.clauses.length === 0)
        complain(
          name === 'lapses' ? 'lapses.clauses' : `rules.${name}.clauses`,
          'names no article of a text at hand',
        );
    }
  });

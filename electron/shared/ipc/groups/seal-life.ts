import { z } from 'zod';
import { PERSON_ROLES, type KnownSeal, type LossNoticeDraft } from '../../model/loss-report.ts';
import { APPLICATION_KINDS, type SealLifeNews, type SealLifeView } from '../../model/seal-life.ts';
import { event, invoke, returns } from '../define.ts';
import { esId, nothing, pinBytes, tokenSerial } from './schemas.ts';

const line = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(2000);
const number = z.string().min(1).max(100);

const person = z.strictObject({ name: line, role: z.enum(PERSON_ROLES), contact: line });

const namedSeal = z.strictObject({
  esId: esId.nullable(),
  sealName: line,
  holderName: line,
  holderCode: z.string().trim().min(1).max(50).nullable(),
  tokenSerial: tokenSerial.nullable(),
});

const lossStatement = z.strictObject({
  /** All that are lost together, as those of one key. */
  seals: z.array(namedSeal).min(1).max(50),
  reporter: person,
  what: text,
  lostAt: z.iso.datetime().nullable(),
});

const keyUse = { tokenSerial, pin: pinBytes, lastTryConfirmed: z.boolean() };

const application = z.strictObject({
  ...keyUse,
  kind: z.enum(APPLICATION_KINDS),
  esId,
  reason: text,
  applicant: person,
});

const grant = z.strictObject({
  ...keyUse,
  esId,
  person: line,
  contact: line,
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
  uses: z.int().min(1).max(100_000).nullable(),
  purposes: z.array(line).max(50),
});

/** The life of a seal: loss reports, applications, delegations. */
export const sealLife = {
  view: invoke(nothing, returns<SealLifeView>()),
  changed: event(returns<SealLifeView>()),
  news: event(returns<SealLifeNews>()),
  knownSeals: invoke(nothing, returns<readonly KnownSeal[]>()),
  /** Blocks the seals at once; needs neither key, PIN nor network. */
  reportLoss: invoke(lossStatement, returns<SealLifeView>()),
  withdrawLoss: invoke(z.strictObject({ id: number, reason: text }), returns<SealLifeView>()),
  /** Whom the register names as counterparts of a reported seal's uses in so many months. */
  lossNotice: invoke(
    z.strictObject({ id: number, months: z.int().min(1).max(120) }),
    returns<LossNoticeDraft>(),
  ),
  copyText: invoke(z.strictObject({ text: z.string().max(100_000) }), returns<null>()),
  /** Writes a notice where the person says; false where they change their mind. */
  saveNotice: invoke(z.strictObject({ text: z.string().max(100_000) }), returns<boolean>()),
  apply: invoke(application, returns<SealLifeView>(), ['pin']),
  /** Writes a seal that the platform has made to its key. */
  storeSeal: invoke(
    z.strictObject({ number, pin: pinBytes, lastTryConfirmed: z.boolean() }),
    returns<SealLifeView>(),
    ['pin'],
  ),
  grant: invoke(grant, returns<SealLifeView>(), ['pin']),
  endDelegation: invoke(z.strictObject({ ...keyUse, esId, number }), returns<SealLifeView>(), ['pin']),
} as const;

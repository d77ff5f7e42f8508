import { z } from 'zod';
import {
  APPLICATION_KINDS,
  APPLICATION_STATES,
  type SealApplication,
} from '../../shared/model/seal-application.ts';
import { type RecordStore, recordsOfKind, type Records } from '../records/records.ts';
import { personRecord } from './loss-report-book.ts';

/** An application as it is kept: with what reads it at the platform, and with what the platform has made. */
export interface KeptApplication extends SealApplication {
  readonly secret: string | null;
  /** DER in base64; null before the decision. */
  readonly certificate: string | null;
  readonly seal: string | null;
}

const time = z.iso.datetime({ offset: true });

const newSeal = z.strictObject({
  esId: z.string(),
  name: z.string(),
  validTo: time,
  widthMm: z.number(),
  heightMm: z.number(),
  pictureType: z.string(),
  picture: z.base64(),
  storedAt: time.nullable(),
});

const application = z.strictObject({
  number: z.string(),
  platformId: z.string(),
  kind: z.enum(APPLICATION_KINDS),
  esId: z.string(),
  sealName: z.string(),
  reason: z.string(),
  applicant: personRecord,
  tokenSerial: z.string(),
  state: z.enum(APPLICATION_STATES),
  submittedAt: time,
  decidedAt: time.nullable(),
  decisionReason: z.string().nullable(),
  checkedAt: time,
  steps: z.array(z.strictObject({ state: z.enum(APPLICATION_STATES), at: time })),
  newSeal: newSeal.nullable(),
  secret: z.string().nullable(),
  certificate: z.base64().nullable(),
  seal: z.base64().nullable(),
});

/** The applications made on this computer, by their platform and number. */
export function applicationBook(records: RecordStore): Records<KeptApplication> {
  const idOf = ({ platformId, number }: KeptApplication): string => `${platformId}/${number}`;
  return recordsOfKind<KeptApplication>('sealApplication', application, idOf, records);
}

/** What the window and the command line may know of a kept application. */
export function publicPart({
  secret: _secret,
  certificate: _certificate,
  seal: _seal,
  ...shown
}: KeptApplication): SealApplication {
  return shown;
}

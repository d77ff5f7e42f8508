import { timingSafeEqual } from 'node:crypto';
import { toHex, utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { refuseTooMany } from '../rate-limit.ts';
import { contactsOf, messagesSince, sendMessage } from '../registry/contacts.ts';
import { say } from '../language.ts';

/** A code that was sent and not used. Only its SM3 is kept. */
export interface LossCode {
  readonly contactId: string;
  readonly sm3: string;
  readonly sentAt: string;
  readonly expiresAt: string;
  readonly triesLeft: number;
}

const MINUTE_MS = 60_000;
const GOOD_MS = 10 * MINUTE_MS;
const TRIES = 3;
/** From one code for a report to the next. */
const BETWEEN_MS = MINUTE_MS;
/** Nobody's telephone rings more often than this, whoever asks. */
const MOST_TO_A_CONTACT = 10;
const CONTACT_WINDOW_MS = 60 * MINUTE_MS;
const DIGITS = 6;

/**
 * Sends a new code to a contact of the holder.
 * @param former the code before; it counts no longer
 * @throws Problem not-found, busy
 */
export function sendCode(
  context: PlatformContext,
  {
    holder,
    seal,
    number,
  }: { readonly holder: string | null; readonly seal: string; readonly number: string },
  contactId: string,
  former: LossCode | null,
): LossCode {
  const contact = contactsOf(context, holder ?? '').find(({ id }) => id === contactId);
  if (contact === undefined)
    throw new Problem('not-found', say('没有这一联系方式', 'There is no such contact'));
  const now = context.clock.now();
  const before = former === null ? [] : [new Date(former.sentAt)];
  const recent = before.filter((sent) => sent.getTime() > now.getTime() - BETWEEN_MS);
  refuseTooMany(recent, 1, BETWEEN_MS, now);
  const since = new Date(now.getTime() - CONTACT_WINDOW_MS);
  refuseTooMany(messagesSince(context, contact.value, since), MOST_TO_A_CONTACT, CONTACT_WINDOW_MS, now);
  const code = newCode(context);
  const minutes = GOOD_MS / MINUTE_MS;
  const text = `【${context.name}】挂失“${seal}”（${number}）的验证码：${code}，${minutes} 分钟内有效。非本单位挂失请勿告诉任何人。`;
  sendMessage(context, contact.value, text);
  return {
    ...{ contactId, sm3: sm3Of(context, code), sentAt: now.toISOString(), triesLeft: TRIES },
    expiresAt: new Date(now.getTime() + GOOD_MS).toISOString(),
  };
}

/** Returns a number of six digits, each as likely as any other. */
function newCode({ random }: Pick<PlatformContext, 'random'>): string {
  const most = 10 ** DIGITS;
  const limit = 2 ** 32 - (2 ** 32 % most);
  for (;;) {
    const drawn = Buffer.from(random(4)).readUInt32BE();
    if (drawn < limit) return String(drawn % most).padStart(DIGITS, '0');
  }
}

function sm3Of({ engine }: Pick<PlatformContext, 'engine'>, code: string): string {
  return toHex(engine.sm3(utf8Bytes(code)));
}

/** Tells whether a code can still be used. */
export function isGood(code: LossCode | null, { clock }: Pick<PlatformContext, 'clock'>): code is LossCode {
  return code !== null && code.triesLeft > 0 && clock.now() <= new Date(code.expiresAt);
}

/** Tells whether the digits are those of the code. */
export function isCode(context: Pick<PlatformContext, 'engine'>, { sm3 }: LossCode, digits: string): boolean {
  return timingSafeEqual(Buffer.from(sm3Of(context, digits)), Buffer.from(sm3));
}

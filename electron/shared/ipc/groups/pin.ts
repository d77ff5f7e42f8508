import { z } from 'zod';
import type { HeldPin, PinLife } from '../../model/pin-rules.ts';
import { event, invoke, returns } from '../define.ts';
import { nothing, pinBytes, tokenSerial } from './schemas.ts';

const pinChange = z.strictObject({
  tokenSerial,
  pin: pinBytes,
  newPin: pinBytes,
  lastTryConfirmed: z.boolean(),
});
const pinUnblocking = z.strictObject({
  tokenSerial,
  soPin: pinBytes,
  newPin: pinBytes,
  lastTryConfirmed: z.boolean(),
});

/** The life of a key's PIN. */
export const pin = {
  life: invoke(nothing, returns<PinLife>()),
  change: invoke(pinChange, returns<PinLife>(), ['pin', 'newPin']),
  /** Sets a new PIN by the SO PIN (解锁码), whether or not the old one is locked. */
  unblock: invoke(pinUnblocking, returns<PinLife>(), ['soPin', 'newPin']),
  /** Which key seals without its PIN, from now on; null for none. */
  held: event(returns<HeldPin | null>()),
  /** Ends that at once. */
  drop: invoke(nothing, returns<null>()),
} as const;

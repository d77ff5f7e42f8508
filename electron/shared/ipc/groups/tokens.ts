import { z } from 'zod';
import type { TokenHostEnd, TokenView } from '../../model/token.ts';
import { event, invoke, returns } from '../define.ts';
import { esId, nothing } from './schemas.ts';

/** The keys, and what lies on them. */
export const tokens = {
  list: invoke(nothing, returns<TokenView>()),
  changed: event(returns<TokenView>()),
  /** The holder has looked at the picture of a new seal and found it right. */
  confirmSeal: invoke(z.strictObject({ esId }), returns<TokenView>()),
  /** A module's host ended by itself or was ended; the next call starts a fresh one. */
  hostEnded: event(returns<TokenHostEnd>()),
} as const;

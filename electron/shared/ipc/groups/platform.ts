import { z } from 'zod';
import type { PlatformsView, SyncProgress } from '../../model/platform.ts';
import { event, invoke, returns } from '../define.ts';
import { nothing } from './schemas.ts';

const chosen = z.strictObject({
  /** Id; null for all. */
  platform: z.string().min(1).max(100).nullable(),
});

/** The platforms, and being in step with them. */
export const platform = {
  view: invoke(nothing, returns<PlatformsView>()),
  /** Begins at once; how it goes is told by the events. */
  syncNow: invoke(chosen, returns<null>()),
  cancel: invoke(chosen, returns<null>()),
  changed: event(returns<PlatformsView>()),
  progress: event(returns<SyncProgress>()),
} as const;

import { z } from 'zod';
import { LANGUAGES, THEMES, type AppInfo, type Preferences } from '../../model/app-info.ts';
import { event, invoke, returns } from '../define.ts';
import { nothing } from './schemas.ts';

const preferences = z.strictObject({
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  welcomed: z.boolean(),
});

/** The app itself: what it is, and the person's preferences. */
export const app = {
  info: invoke(nothing, returns<AppInfo>()),
  setPreferences: invoke(preferences, returns<Preferences>()),
  /** The menu chose one of these for the window to do. */
  command: event(returns<'open' | 'about'>()),
} as const;

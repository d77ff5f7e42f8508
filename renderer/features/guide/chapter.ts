import type { Bilingual } from '../../../electron/shared/texts/bilingual.ts';

/** The chapters of the guide, by what a clerk wants to do; each has a picture of that name in each language. */
export const CHAPTERS = [
  'open',
  'seal',
  'many',
  'verify',
  'ofd',
  'wrong',
  'lost',
  'pin',
  'register',
  'offline',
  'issue',
  'delegate',
  'office',
  'audit',
] as const;

export type ChapterName = (typeof CHAPTERS)[number];

/** What one chapter of the guide says. */
export interface Chapter {
  readonly title: Bilingual<string>;
  /** When this chapter is of use, in a sentence. */
  readonly purpose: Bilingual<string>;
  readonly steps: readonly Bilingual<string>[];
  /** What goes wrong now and then, and what to know. */
  readonly notes: readonly Bilingual<string>[];
}

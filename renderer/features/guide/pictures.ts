import type { Language } from '../../../electron/shared/model/app-info.ts';
import type { ChapterName } from './chapter.ts';

/** Returns the address of a chapter's picture, which `npm run guide` takes of the program. */
export function pictureOf(chapter: ChapterName, language: Language): string {
  return new URL(`./pictures/${language}/${chapter}.webp`, import.meta.url).href;
}

import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../electron/shared/model/app-info.ts';
import { CHAPTERS } from './chapter.ts';
import { pictureOf } from './pictures.ts';

/** Bytes of all pictures together: they are part of every package. */
const MOST = 3_000_000;

describe('The pictures of the guide', () => {
  it('exist for every chapter in every language, and are small', () => {
    const sizes = LANGUAGES.flatMap((language) =>
      CHAPTERS.map((chapter) => statSync(fileURLToPath(pictureOf(chapter, language))).size),
    );
    expect(Math.min(...sizes)).toBeGreaterThan(5_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST);
  });
});

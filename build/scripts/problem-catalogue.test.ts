import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CONTRACT } from '../../e2e/platform/api/contract.ts';
import { refusal } from '../../electron/adapters/platform-api/transport-errors.ts';
import { utf8Bytes } from '../../electron/core/bytes/encodings.ts';
import { LANGUAGES } from '../../electron/shared/model/app-info.ts';
import { errorTexts } from '../../electron/shared/texts/error-texts.ts';
import { shownError } from '../../electron/shared/texts/problem-texts.ts';

const both = z.strictObject({ zh: z.string().regex(/[\u4e00-\u9fff]/), en: z.string().regex(/^[A-Z]/) });
const catalogueSchema = z.object({
  components: z.object({
    schemas: z.object({
      ProblemCode: z.object({
        enum: z.array(z.string()),
        'x-catalogue': z.record(
          z.string(),
          z.strictObject({ status: z.int().min(400).max(599), title: both, meaning: both, client: both }),
        ),
      }),
    }),
  }),
});

const catalogue = catalogueSchema.parse(CONTRACT).components.schemas.ProblemCode;

it('The catalogue of errors has every code with its status, title, meaning and what the client does, in both languages', () => {
  expect(Object.keys(catalogue['x-catalogue'])).toEqual(catalogue.enum);
});

describe('The client', () => {
  const codes = Object.entries(catalogue['x-catalogue']);
  /** Returns what a person reads when a platform answers so. */
  const shown = (code: string, status: number, language: (typeof LANGUAGES)[number]) => {
    const problem = { type: `urn:sealdesk:problem:${code}`, code, title: 'TITLE', status, detail: 'DETAIL' };
    const headers = { 'content-type': 'application/problem+json' };
    const error = refusal(status, headers, utf8Bytes(JSON.stringify(problem)), new Date());
    return { error, ...shownError(error, language) };
  };

  it.each(LANGUAGES)('tells every code in words of its own, with what to do, in %s', (language) => {
    const general = errorTexts[language].PLATFORM_REFUSED;
    const flawed = codes.filter(([code, { status }]) => {
      const { what, next, error } = shown(code, status, language);
      const isGeneral = what === general.what || next === general.next;
      return (
        isGeneral ||
        what === next ||
        /[\u4e00-\u9fff]/u.test(what) !== (language === 'zh-CN') ||
        error.code === 'INTERNAL'
      );
    });
    expect(flawed.map(([code]) => code)).toEqual([]);
    const told = codes.map(([code, { status }]) => [shown(code, status, language).what, code] as const);
    // A platform that is busy and one that fails are told alike: wait, it is tried again.
    expect(new Set(told.map(([what]) => what)).size).toBe(told.length - 1);
  });

  it.each(LANGUAGES)('shows the detail of every refusal that names one, in %s', (language) => {
    const silent = codes.filter(([code, { status }]) => {
      const { error, why } = shown(code, status, language);
      return error.code === 'PLATFORM_REFUSED' && !why.includes('DETAIL');
    });
    expect(silent).toEqual([]);
  });

  it('tells a code that it does not know by the title and the detail of the platform', () => {
    expect(shown('unheard-of', 422, 'en').why).toBe('The platform says: TITLE: DETAIL');
  });
});

import { describe, expect, it } from 'vitest';
import { dailyChapters } from '../../renderer/features/guide/daily-chapters.ts';
import { platformChapters } from '../../renderer/features/guide/platform-chapters.ts';
import { troubleChapters } from '../../renderer/features/guide/trouble-chapters.ts';
import { messages } from '../../renderer/lib/i18n/use-texts.ts';
import { wordsToAvoid } from './glossary.ts';
import { REASON_CODES } from './model/verification-report.ts';
import { auditTexts } from './texts/audit-texts.ts';
import { reasonTexts } from './texts/check-texts.ts';
import { errorTexts } from './texts/error-texts.ts';
import { nextStepFor } from './texts/next-step-texts.ts';
import { approvalNoticeTexts, menuTexts, resetNoticeTexts } from './texts/system-texts.ts';

/** Lists every sentence of a tree of texts. Of a function it takes the strings in its source. */
function sentencesOf(texts: unknown): string[] {
  if (typeof texts === 'string') return [texts];
  if (typeof texts === 'function') return String(texts).match(/'[^']*'|"[^"]*"|`[^`]*`/g) ?? [];
  return typeof texts === 'object' && texts !== null ? Object.values(texts).flatMap(sentencesOf) : [];
}

describe('wordsToAvoid', () => {
  it.each([
    ['the window', messages],
    ['the guide', [dailyChapters, platformChapters, troubleChapters]],
    ['errors', errorTexts],
    ['checks', reasonTexts],
    ['what to do next', REASON_CODES.map(nextStepFor)],
    ['the register’s audit', auditTexts],
    ['menus, dialogs and notifications', [menuTexts, resetNoticeTexts, approvalNoticeTexts]],
  ])('The texts of %s use no other word for a term', (_subject, texts) => {
    const sentences = sentencesOf(texts);
    expect(sentences.length).toBeGreaterThan(10);
    const other = sentences.flatMap((sentence) =>
      wordsToAvoid(sentence).map((word) => `${sentence} (${word})`),
    );
    expect(other).toEqual([]);
  });

  it('The search finds another word for a term', () => {
    expect(wordsToAvoid('请插入 U盾，输入密码')).toEqual([
      'U盾: use USB Key / USB key',
      '密码: use 保护口令 / PIN',
    ]);
    expect(wordsToAvoid('营业执照被吊销，或存放在专用密码设备内')).toEqual([]);
  });
});

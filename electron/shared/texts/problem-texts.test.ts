import { describe, expect, it } from 'vitest';
import type { AppError } from '../errors.ts';
import { errorTexts } from './error-texts.ts';
import { shownError } from './problem-texts.ts';

const refused = (details: AppError['details']): AppError => ({
  code: 'PLATFORM_REFUSED',
  ...(details === undefined ? {} : { details }),
});
const of = (code: string, detail = '') =>
  refused({ status: 409, type: `urn:sealdesk:problem:${code}`, title: '标题', detail });

describe('The refusal of a platform', () => {
  it('is told by its code, with the detail of the platform as the cause', () => {
    expect(shownError(of('wrong-state', '印章已注销'), 'zh-CN')).toEqual({
      what: '印章或申请的当前状态不允许这样做。',
      why: '平台说明：印章已注销',
      next: '请先同步，查看最新状态后再决定。',
    });
    expect(shownError(of('wrong-state'), 'en')).toMatchObject({
      what: 'The present state of the seal or application does not allow it.',
      why: errorTexts.en.PLATFORM_REFUSED.why,
    });
  });

  it.each([
    ['of an unknown code', of('a-new-one', '细节'), '平台说明：标题：细节'],
    ['of no code', refused({ status: 403, title: 'Not today' }), '平台说明：Not today'],
    ['named like a property of every object', of('constructor', '细节'), '平台说明：标题：细节'],
  ])('%s is told in the words of the platform', (_what, error, why) => {
    expect(shownError(error, 'zh-CN')).toEqual({ ...errorTexts['zh-CN'].PLATFORM_REFUSED, why });
  });

  it('without a word is told as such, and another error as ever', () => {
    expect(shownError(refused(undefined), 'en')).toEqual(errorTexts.en.PLATFORM_REFUSED);
    const own = { code: 'PIN_WRONG', details: { type: 'urn:sealdesk:problem:busy', detail: 'x' } } as const;
    expect(shownError(own, 'en')).toEqual(errorTexts.en.PIN_WRONG);
  });
});

import { expect, it } from 'vitest';
import { askedWait } from './asked-wait.ts';

it.each([
  ['seconds', 30_000, '平台要求等待 30 秒。', 'The platform asks to wait for 30 s.'],
  ['minutes', 900_000, '平台要求等待 15 分钟。', 'The platform asks to wait for 15 minutes.'],
])('A wait of %s is said in its unit', (_, retryAfterMs, chinese, english) => {
  const said = askedWait({ code: 'PLATFORM_BUSY', details: { retryAfterMs } });
  expect(said).toEqual({ 'zh-CN': chinese, en: english });
});

it('Nothing is said of a wait that nobody asked for', () => {
  expect(askedWait({ code: 'PLATFORM_BUSY' })).toBeNull();
  expect(askedWait({ code: 'PLATFORM_BUSY', details: { retryAfterMs: 0 } })).toBeNull();
});

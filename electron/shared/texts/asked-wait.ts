import type { AppError } from '../errors.ts';
import type { Language } from '../model/app-info.ts';

const MINUTE_MS = 60_000;

/**
 * Says how long a platform asks to wait before the next try (Retry-After). Returns null for an error without such a time.
 */
export function askedWait({ details }: AppError): Readonly<Record<Language, string>> | null {
  const waitMs = details?.['retryAfterMs'];
  if (typeof waitMs !== 'number' || waitMs <= 0) return null;
  const [seconds, minutes] = [Math.ceil(waitMs / 1000), Math.ceil(waitMs / MINUTE_MS)];
  const [zh, en] =
    waitMs < 2 * MINUTE_MS ? [`${seconds} 秒`, `${seconds} s`] : [`${minutes} 分钟`, `${minutes} minutes`];
  return { 'zh-CN': `平台要求等待 ${zh}。`, en: `The platform asks to wait for ${en}.` };
}

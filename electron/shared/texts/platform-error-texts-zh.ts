import { errorText, type ErrorText } from './error-text.ts';
import type { PlatformErrorCode } from './platform-error-code.ts';

/** 原文。 */
export const platformErrorTextsZh: Readonly<Record<PlatformErrorCode, ErrorText>> = {
  STATEMENT_INVALID: errorText(
    '一份带签名的数据未被接受。',
    '其签名、类型或签发者不符，可能在传输中被改动。',
    '此前已接受的数据继续有效。请稍后重试；如再次出现，请联系平台。',
  ),
};

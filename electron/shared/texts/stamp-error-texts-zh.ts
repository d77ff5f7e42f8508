import { errorText, type ErrorText } from './error-text.ts';
import type { StampErrorCode } from './stamp-error-code.ts';

/** The original texts. */
export const stampErrorTextsZh: Readonly<Record<StampErrorCode, ErrorText>> = {
  STAMP_REFUSED: errorText(
    '时间戳机构没有给出可信时间。',
    '机构拒绝了这次请求。',
    '印章已正常加盖；这次用印在台账中的位置将在下次同步时由平台副署。请把下方代码告诉平台。',
  ),
  STAMP_INVALID: errorText(
    '时间戳机构的答复未被接受。',
    '答复与所请求的不符，或其签名、证书不可信，可能在传输中被改动。',
    '印章已正常加盖；这次用印在台账中的位置将在下次同步时由平台副署。如再次出现，请联系平台。',
  ),
};

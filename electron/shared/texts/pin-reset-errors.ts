import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of applications for a PIN reset (口令重置). */
export const pinResetErrors: ErrorTexts<`RESET_${string}`> = {
  RESET_NOT_FOUND: {
    what: text('这台电脑上没有这份口令重置申请。', 'This computer has no such application for a PIN reset.'),
    why: text(
      '申请在另一台电脑上提出，或其记录已被删除。',
      'It was made on another computer, or its record was deleted.',
    ),
    next: text('请核对申请编号；也可以重新申请。', 'Check the application number, or apply again.'),
  },
  RESET_NOT_POSSIBLE: {
    what: text('这份申请目前不能这样处理。', 'This cannot be done with the application now.'),
    why: text(
      '申请的状态与这一步不符，例如尚在审核、已经驳回或已经办结。',
      'Its state does not allow the step: it is still under review, was rejected, or is finished.',
    ),
    next: text(
      '请刷新申请状态，再按页面提示继续。',
      'Refresh the state of the application, then follow what the page says.',
    ),
  },
  RESET_OPEN_ALREADY: {
    what: text(
      '这个 USB Key 已有一份未办结的口令重置申请。',
      'This USB key already has an application for a PIN reset under way.',
    ),
    why: text('同一个 USB Key 同时只能有一份申请。', 'A USB key can have one application at a time.'),
    next: text('请继续办理或撤回已有的申请。', 'Go on with that application, or withdraw it.'),
  },
  RESET_PAPERS_MISSING: {
    what: text('证明材料不齐。', 'Papers are missing.'),
    why: text(
      '申请人身份所要求的材料还没有全部添加。',
      'Not all papers that the applicant’s role requires have been added.',
    ),
    next: text('请按清单补齐材料后再提交。', 'Add what the list still names, then submit the application.'),
  },
  RESET_PAPER_TYPE: {
    what: text('不支持这种材料文件。', 'Files of this kind are not supported.'),
    why: text(
      '材料只能是 PDF、JPEG 或 PNG，按文件内容判断，与扩展名无关。',
      'A paper must be a PDF, JPEG or PNG by its content, whatever its name ends with.',
    ),
    next: text(
      '请把材料扫描或另存为其中一种格式后重新添加。',
      'Scan or save it as one of these and add it again.',
    ),
  },
  RESET_PAPER_TOO_LARGE: {
    what: text('材料文件过大。', 'The file is too large.'),
    why: text(
      '文件大小、页数或图像尺寸超出平台的限制。',
      'Its size, number of pages or picture exceeds what the platform accepts.',
    ),
    next: text(
      '请降低扫描分辨率，或拆成几份材料后重新添加。',
      'Scan it at a lower resolution, or split it into several papers.',
    ),
  },
  RESET_PAPER_DAMAGED: {
    what: text('材料文件无法读取。', 'The file cannot be read.'),
    why: text('文件已损坏，或只有一部分。', 'It is damaged, or only part of it is there.'),
    next: text(
      '请确认文件能够正常打开，重新扫描或另存后再添加。',
      'Check that it opens elsewhere; scan or save it anew and add it again.',
    ),
  },
  RESET_PAPER_ENCRYPTED: {
    what: text('材料是加密的 PDF。', 'The file is an encrypted PDF.'),
    why: text(
      '加密的文件无法加上水印，平台也无法查看。',
      'An encrypted file cannot carry a watermark, and the platform could not read it.',
    ),
    next: text('请另存为不加密的副本后重新添加。', 'Save a copy without encryption and add that.'),
  },
  RESET_CREDENTIAL_INVALID: {
    what: text('平台发来的解锁凭据不能使用。', 'The platform’s unlock credential cannot be used.'),
    why: text(
      '凭据不是发给这份申请、这个 USB Key 的，或内容不完整。',
      'It is not meant for this application and USB key, or is incomplete.',
    ),
    next: text(
      'USB Key 未改动；请稍后重试，若再次出现请联系平台。',
      'The USB key is unchanged. Try again later; if it happens again, ask the platform.',
    ),
  },
  RESET_CREDENTIAL_EXPIRED: {
    what: text('解锁凭据已过期。', 'The unlock credential has expired.'),
    why: text(
      '凭据只在几分钟内有效，或这台电脑的时钟不准。',
      'It is valid for a few minutes only, or this computer’s clock is wrong.',
    ),
    next: text(
      'USB Key 未改动；请核对电脑时钟后再次点击“设置新口令”，程序会重新领取凭据。',
      'The USB key is unchanged. Check the clock and set the new PIN again: a new credential is fetched.',
    ),
  },
  RESET_INTERRUPTED: {
    what: text('口令重置中断了。', 'The PIN reset was interrupted.'),
    why: text(
      'USB Key 的驱动进程意外结束，或 USB Key 被拔出。',
      'The USB key’s driver ended unexpectedly, or the USB key was removed.',
    ),
    next: text(
      '请插好 USB Key，在申请中点击“继续”，从中断处接着办理。',
      'Insert the USB key and continue the application where it stopped.',
    ),
  },
  RESET_SECRET_UNREADABLE: {
    what: text('无法读出这份申请的查询码。', 'The code of this application cannot be read.'),
    why: text('查询码由另一个用户或另一个程序保护。', 'Another user or another program protects it.'),
    next: text(
      '请在提出申请的窗口和用户下继续办理。',
      'Go on in the window and under the user that made the application.',
    ),
  },
};

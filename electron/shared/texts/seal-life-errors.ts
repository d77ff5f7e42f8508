import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of the life of a seal: loss reports, applications, delegations. */
export const sealLifeErrors: ErrorTexts<`LIFE_${string}`> = {
  LIFE_LOSS_UNKNOWN: {
    what: text('找不到这份挂失。', 'There is no such loss report.'),
    why: text('本机没有这个编号的挂失登记。', 'This computer holds no loss report of that number.'),
    next: text(
      '请核对编号；在其他电脑上登记的挂失，请在那台电脑上处理或联系平台。',
      'Check the number; a report made on another computer is dealt with there or by the platform.',
    ),
  },
  LIFE_LOSS_REPEATED: {
    what: text('这枚印章已经挂失，没有再次登记。', 'This seal is reported lost already; nothing was added.'),
    why: text(
      '本机已有这枚印章的有效挂失登记。',
      'This computer already holds a loss report for it that is in force.',
    ),
    next: text(
      '无需重复挂失；有新的情况，请联系平台。',
      'There is no need to report it again; tell the platform if something has changed.',
    ),
  },
  LIFE_LOSS_NOT_OPEN: {
    what: text('这份挂失现在不需要验证码。', 'This loss report needs no code now.'),
    why: text(
      '挂失还没有送达平台，或者已经核实、驳回、撤回；也可能平台没有这一联系方式。',
      'It has not reached the platform yet, or is authorised, rejected or withdrawn; or the platform has no such contact.',
    ),
    next: text(
      '请同步后查看挂失的状态；不能收验证码的，请致电平台，由工作人员核实。',
      'Synchronise and look at the report; if nobody can receive a code, call the platform and have an officer confirm.',
    ),
  },
  LIFE_CODE_WRONG: {
    what: text('验证码不对。', 'The code is wrong.'),
    why: text('输入的数字与平台发出的不一致。', 'The digits are not those that the platform has sent.'),
    next: text(
      '请核对最近一次收到的验证码；试的次数用完后要重新获取。本机停用不受影响。',
      'Check the code that came last; after the last try ask for a new one. The seal stays stopped here.',
    ),
  },
  LIFE_CODE_EXPIRED: {
    what: text('验证码已失效。', 'The code is no longer good.'),
    why: text('验证码已过有效时间，或试的次数已用完。', 'Its time is over, or its tries are used up.'),
    next: text('请重新获取验证码。', 'Ask for a new code.'),
  },
  LIFE_CODE_LIMITED: {
    what: text('获取验证码过于频繁。', 'Codes were asked for too often.'),
    why: text(
      '为防止骚扰和猜测，平台限制了发送的次数。',
      'The platform limits how often it sends, against guessing and nuisance.',
    ),
    next: text(
      '请稍后再试，或换一个联系方式，或致电平台，由工作人员核实。本机停用不受影响。',
      'Try again later or by another contact, or call the platform and have an officer confirm. The seal stays stopped here.',
    ),
  },
  LIFE_WITHDRAWAL_NOT_PROVIDED: {
    what: text('挂失不能撤回。', 'The loss report cannot be withdrawn.'),
    why: text(
      '本地区的规定没有挂失的撤回；或者挂失已经撤回、正在审核。',
      'The rules of this jurisdiction do not provide for withdrawal, or it was withdrawn or is under review already.',
    ),
    next: text(
      '需要继续用印的，请向平台申请换领或重新申领印章。',
      'Apply to the platform for a replacement or a new seal if you need to go on sealing.',
    ),
  },
  LIFE_RENEWAL_NOT_OPEN: {
    what: text('现在不能续期。', 'The seal cannot be renewed now.'),
    why: text(
      '还没有到续期的时间，或者已经过了续期的期限。',
      'The time for renewal has not come yet, or is over.',
    ),
    next: text(
      '请在续期期限内申请；已过期限的，请重新申领印章。',
      'Apply within the renewal period; if that is over, apply for a new seal.',
    ),
  },
  LIFE_DELEGATION_UNLIMITED: {
    what: text('授权没有限制，没有办理。', 'The authorisation has no limit; nothing was granted.'),
    why: text(
      '授权须有用途、次数（1 至 10000）和截止日期，最长一年。',
      'An authorisation names its purposes, a number of uses (1 to 10,000) and an end within a year.',
    ),
    next: text(
      '请补全用途、次数和截止日期再办理；到期可再办。',
      'Complete purpose, uses and end; it may be granted again afterwards.',
    ),
  },
  LIFE_ACCESS_REFUSED: {
    what: text('平台没有给出授权，没有领取。', 'The platform did not hand out the access.'),
    why: text(
      '授权编号或授权码不对，授权码已用过，或授权已终止、到期。',
      'Its number or code is wrong, the code was used before, or the authorisation has ended.',
    ),
    next: text(
      '请向持有人核对编号和授权码；已用过的，请持有人重新授权。',
      'Check number and code with the holder; if the code was used, ask for a new authorisation.',
    ),
  },
  LIFE_REASON_NOT_PROVIDED: {
    what: text('不能以这个理由申请。', 'An application cannot be made for this reason.'),
    why: text(
      '本地区的规定没有把它列为换领或注销的情形。',
      'The rules of this jurisdiction do not list it as a reason for replacement or cancellation.',
    ),
    next: text(
      '请选择列出的理由；拿不准的，请咨询平台。',
      'Choose one of the reasons listed; ask the platform if in doubt.',
    ),
  },
  LIFE_REASON_UNEXPLAINED: {
    what: text('这个理由须说明具体情况，没有提交。', 'This reason needs an explanation; nothing was sent.'),
    why: text(
      '规定以“等”“其他情形”留有余地的理由，由平台按说明的情况审核。',
      'Where the rules leave reasons open, the platform decides by what the applicant explains.',
    ),
    next: text(
      '请写明具体情况后再提交（命令行用 --reason-text）。',
      'Explain what happened and submit again (--reason-text on the command line).',
    ),
  },
  LIFE_APPLICATION_OPEN: {
    what: text(
      '这枚印章已有申请在办理中，没有再次提交。',
      'An application for this seal is under way; nothing was sent.',
    ),
    why: text('前一份申请还没有办结。', 'The former application has not been settled yet.'),
    next: text('请在“印章”中查看前一份申请的状态。', 'See the state of the former application under Seals.'),
  },
  LIFE_APPLICATION_UNKNOWN: {
    what: text('找不到这份申请。', 'There is no such application.'),
    why: text('本机没有这个编号的申请。', 'This computer knows no application of that number.'),
    next: text('请核对编号，或先同步。', 'Check the number, or synchronise first.'),
  },
  LIFE_NEW_SEAL_NOT_READY: {
    what: text('新印章还没有制成。', 'The new seal is not made yet.'),
    why: text(
      '平台尚未审核通过，或者新印章已经写入 USB Key。',
      'The platform has not approved the application, or the new seal is on the USB key already.',
    ),
    next: text(
      '请稍后同步，再查看申请的状态。',
      'Synchronise later and look at the state of the application again.',
    ),
  },
  LIFE_NEW_SEAL_UNFIT: {
    what: text(
      '平台发来的新印章与这个 USB Key 不符，没有写入。',
      'The new seal does not belong to this USB key and was not written.',
    ),
    why: text(
      '新证书不是这个 Key 的密钥的证书，或者新印章没有列入这张证书、制章者签名不对、制章者不可信任。',
      'The new certificate is of another key, or the seal does not list it, its maker’s signature is wrong, or its maker is not trusted.',
    ),
    next: text(
      '原有的印章没有改动；请联系平台重新制作。',
      'The present seals are unchanged; ask the platform to make the new one again.',
    ),
  },
  LIFE_PAPER_ACTIVE: {
    what: text('材料中含有宏或脚本，没有接收。', 'The paper holds macros or scripts and was not taken.'),
    why: text(
      '会自行运行的文件不能作为证明材料：带宏的 Office 文档，带脚本、自动动作的 PDF，或同时又是压缩包的 PDF。',
      'A file that runs by itself is no paper: an office document with macros, a PDF with scripts or actions, or one that is an archive too.',
    ),
    next: text(
      '请把材料打印后扫描，或另存为不含宏和脚本的 PDF，再重新添加。',
      'Print and scan it, or save it as a PDF without macros and scripts, and add it again.',
    ),
  },
  LIFE_PAPERS_MISSING: {
    what: text('材料不齐，没有提交。', 'Papers are missing; nothing was handed in.'),
    why: text('平台要求的材料还没有全部添加。', 'Not all papers that the platform wants have been added.'),
    next: text('请按清单补齐材料后再提交。', 'Add what the list still names, then hand the application in.'),
  },
  LIFE_PAPERS_CLOSED: {
    what: text('这份申请现在不能更改材料。', 'The papers of this application cannot be changed now.'),
    why: text('申请已经提交、决定或撤回。', 'It has been handed in, decided or withdrawn.'),
    next: text(
      '请同步后查看申请的状态；需要改材料的，可以撤回后重新申请。',
      'Synchronise and look at its state; to change papers, withdraw it and apply again.',
    ),
  },
  LIFE_WRITTEN_OTHER: {
    what: text(
      '这不是为这份申请起草的书面申请。',
      'This is not the written application that was drafted for this application.',
    ),
    why: text(
      '盖章后的文件必须以起草的原文开头，一字不改；这份文件的内容不同。',
      'The sealed file must begin with the draft as it was, unchanged; this file differs.',
    ),
    next: text(
      '请在“办理”中重新取得书面申请，盖章后添加盖好章的那份文件。',
      'Get the written application again under Cases, seal it, and add the sealed file.',
    ),
  },
  LIFE_WRITTEN_UNSEALED: {
    what: text(
      '书面申请上没有本单位的有效印章。',
      'The written application bears no valid seal of the holder.',
    ),
    why: text(
      '文件没有盖章，或者盖的是其他单位的印章，或者签章验证不通过。',
      'It is not sealed, bears another holder’s seal, or its seal does not verify.',
    ),
    next: text(
      '请用本单位的印章（一般为公章）盖在书面申请上，再添加盖好章的文件。',
      'Seal it with a seal of the holder, as a rule the company seal, and add the sealed file.',
    ),
  },
  LIFE_NEW_SEAL_TOO_LONG: {
    what: text(
      '新印章或其证书的有效期超过规定，没有接收。',
      'The new seal or its certificate is valid for longer than the rules allow and was not taken over.',
    ),
    why: text(
      '本地区的规定限定了印章自制发之日起的有效期，平台发来的更长。',
      'The rules of this jurisdiction limit the time from the day of issue; the platform sent a longer one.',
    ),
    next: text(
      '原有的印章没有改动；请联系平台按规定的有效期重新制作。',
      'The present seals are unchanged; ask the platform to make the new one for the time that the rules allow.',
    ),
  },
  LIFE_NOTICE_NOT_COPIED: {
    what: text('文字没有复制到剪贴板。', 'The text was not copied.'),
    why: text(
      '系统没有接受这次复制，剪贴板可能正被其他程序占用。',
      'The system did not take it; another program may be using the clipboard.',
    ),
    next: text('请再试一次；也可以把通知另存为文本文件。', 'Try again, or save the notice as a text file.'),
  },
};

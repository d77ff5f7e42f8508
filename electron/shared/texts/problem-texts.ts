import type { AppError } from '../errors.ts';
import type { Language } from '../model/app-info.ts';
import type { PlatformSchema } from '../platform-api/schema.ts';
import { type Bilingual, text } from './bilingual.ts';
import { errorTexts } from './error-texts.ts';

type ProblemCode = PlatformSchema<'ProblemCode'>;

/** What a refusal means for the person, and what to do. The platform's own detail stands beside it. */
interface ProblemText {
  readonly what: Bilingual<string>;
  readonly next: Bilingual<string>;
}

/**
 * The codes of the catalogue (parts/problems.yaml) that a platform refuses a request with. A code without a text does not
 * compile. Those of 429 and 500, and not-offered, are errors of their own.
 */
const problemTexts: Readonly<Record<Exclude<ProblemCode, 'busy' | 'internal' | 'not-offered'>, ProblemText>> =
  {
    'invalid-request': {
      what: text(
        '平台认为请求的内容不合规定。',
        'The platform says that the request does not fit its interface.',
      ),
      next: text(
        '请核对填写的内容后再试；仍被拒绝的，请升级本程序，或把下方代码告诉技术支持。',
        'Check what you filled in and try again; if it is refused all the same, update this program, or tell support the code below.',
      ),
    },
    unauthorised: {
      what: text('平台没有认可您的身份。', 'The platform did not accept who you are.'),
      next: text(
        '请插入 USB Key 后再试一次；涉及台账的，请重新开立台账。',
        'Plug the USB key in and try once more; for a register, open it again.',
      ),
    },
    'register-not-open': {
      what: text('这本台账尚未在平台开立。', 'This register is not open at the platform.'),
      next: text(
        '请在「台账」中由持有人用 USB Key 开立台账。',
        'Have a holder open it under Register, with the USB key.',
      ),
    },
    'clock-differs': {
      what: text(
        '电脑时间与平台时间相差太大。',
        'The clock of this computer differs too much from the platform’s.',
      ),
      next: text(
        '请校准电脑的日期、时间和时区后再试。',
        'Set date, time and time zone of this computer, and try again.',
      ),
    },
    replayed: {
      what: text('平台已经收到过这项请求。', 'The platform has received this request before.'),
      next: text('请再试一次；程序会重新签署请求。', 'Try once more; the program signs the request anew.'),
    },
    'not-yours': {
      what: text(
        '这项内容属于别人，或须由别人办理。',
        'It belongs to somebody else, or is somebody else’s to do.',
      ),
      next: text(
        '请用办理人本人的 USB Key，或请有权的人办理。',
        'Use the USB key of whoever it concerns, or have that person do it.',
      ),
    },
    'certificate-not-accepted': {
      what: text(
        '平台不接受这枚 USB Key 的证书。',
        'The platform does not accept the certificate of this USB key.',
      ),
      next: text(
        '请换用另一枚 USB Key；证书已到期或撤销的，请申请续期或换领。',
        'Use another key; if the certificate has expired or is revoked, apply for a renewal or a replacement.',
      ),
    },
    'not-known-here': {
      what: text('本地规定没有这项程序。', 'The local rules provide no such procedure.'),
      next: text(
        '请按平台说明改用其他办法，或向平台咨询。',
        'Do as the platform says instead, or ask the platform.',
      ),
    },
    'code-wrong': {
      what: text('验证码或授权码不对。', 'The code is wrong.'),
      next: text('请核对后重新输入。', 'Compare it and enter it again.'),
    },
    'not-found': {
      what: text('平台没有找到这项内容。', 'The platform did not find it.'),
      next: text(
        '请核对编号；如果属于别的平台或别的单位，请在那里办理。',
        'Check the number; if it belongs to another platform or enterprise, go there.',
      ),
    },
    'method-not-allowed': {
      what: text('平台不支持这种操作方式。', 'The platform does not support this way of doing it.'),
      next: text(
        '请升级本程序；仍然如此的，请把下方代码告诉平台。',
        'Update this program; if it stays so, tell the platform the code below.',
      ),
    },
    'wrong-state': {
      what: text(
        '印章或申请的当前状态不允许这样做。',
        'The present state of the seal or application does not allow it.',
      ),
      next: text(
        '请先同步，查看最新状态后再决定。',
        'Synchronise first, look at the present state, then decide.',
      ),
    },
    'register-conflict': {
      what: text(
        '平台已有的台账记录与本机不一致。',
        'The platform holds other entries of the register than this computer.',
      ),
      next: text(
        '上传已停止。请核对台账，必要时由持有人恢复台账。',
        'The upload has stopped. Check the register, and have a holder recover it if need be.',
      ),
    },
    'register-replaced': {
      what: text('这本台账已被恢复后的台账取代。', 'This register was replaced by a recovered one.'),
      next: text(
        '请在恢复了台账的那台电脑上继续，或在本机重新恢复。',
        'Go on at the computer where it was recovered, or recover it here again.',
      ),
    },
    'head-needed': {
      what: text(
        '平台要求证明台账与已收到的记录一致。',
        'The platform wants a proof that the register agrees with what it has received.',
      ),
      next: text(
        '请同步一次，程序会附上证明后重新发送。',
        'Synchronise once; the program sends it again with the proof.',
      ),
    },
    'key-used-otherwise': {
      what: text(
        '平台已用同一标识收到过另一项请求。',
        'The platform has received another request under the same key.',
      ),
      next: text(
        '请先同步并查看申请是否已经办理，再重新提交，以免办理两次。',
        'Synchronise and see whether it was done already before you file it again, so that nothing is done twice.',
      ),
    },
    'code-expired': {
      what: text('验证码已失效。', 'The code is no longer good.'),
      next: text('请重新获取验证码。', 'Have another code sent.'),
    },
    'too-large': {
      what: text('文件超过平台允许的大小。', 'The file is larger than the platform takes.'),
      next: text('请压缩或拆分后再提交。', 'Make it smaller or split it, and send it again.'),
    },
    'wrong-media-type': {
      what: text('平台不接受这种文件类型。', 'The platform does not take this type of file.'),
      next: text('请改用 PDF、JPEG 或 PNG 文件。', 'Use a PDF, JPEG or PNG file.'),
    },
    'range-not-satisfiable': {
      what: text(
        '下载的列表在平台上已经更换。',
        'The list that was being downloaded has changed at the platform.',
      ),
      next: text(
        '请再同步一次，程序会从头下载。',
        'Synchronise again; the program fetches it from the beginning.',
      ),
    },
    'active-content': {
      what: text('平台在材料中发现宏或脚本。', 'The platform found macros or scripts in the paper.'),
      next: text('请把材料打印后扫描，再重新添加。', 'Print and scan the paper, and add it again.'),
    },
    'not-sealed-by-holder': {
      what: text(
        '书面申请上没有申请单位的有效印章。',
        'The written application bears no valid seal of the enterprise that applies.',
      ),
      next: text(
        '请用本单位可用的印章盖在书面申请上，再重新添加。',
        'Seal it with a seal of the enterprise that is in force, and add it again.',
      ),
    },
    'enterprise-unknown': {
      what: text(
        '填写的企业信息与登记机关的不符。',
        'The enterprise is not as the registration authority has it.',
      ),
      next: text(
        '请对照营业执照核对名称、统一社会信用代码和法定代表人。',
        'Compare name, unified social credit code and legal representative with the licence.',
      ),
    },
    'papers-missing': {
      what: text('申请材料不全。', 'Papers of the application are missing.'),
      next: text(
        '请补齐平台所说的材料后再提交。',
        'Add the papers that the platform names, and hand it in again.',
      ),
    },
    'reason-not-provided': {
      what: text(
        '规定中没有这一理由，或缺少说明。',
        'The rules know no such reason, or its explanation is missing.',
      ),
      next: text('请改选规定中的理由，或写明情况。', 'Choose a reason of the rules, or explain it in words.'),
    },
    'not-in-window': {
      what: text('现在不在规定的续期期限内。', 'It is outside the time in which the rules allow a renewal.'),
      next: text(
        '未到期限的，请到时再申请；已过期限的，请申请换领。',
        'If it is too early, apply in time; if it is too late, apply for a replacement.',
      ),
    },
  };

const TYPE = /^urn:sealdesk:problem:([a-z-]+)$/;

/** The three lines of an error as a person reads them. */
export interface ShownError {
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

/**
 * Returns the lines of an error in a language. A refusal of a platform is told by its code in the catalogue, with the
 * platform's own detail as the cause; one of an unknown code by the title and the detail of the platform.
 */
export function shownError({ code, details }: AppError, language: Language): ShownError {
  const lines = errorTexts[language][code];
  if (code !== 'PLATFORM_REFUSED') return lines;
  const [type, title, detail] = ['type', 'title', 'detail'].map((name) => textIn(details?.[name]));
  const [, name = ''] = TYPE.exec(type ?? '') ?? [];
  const known = Object.entries(problemTexts).find(([each]) => each === name)?.[1];
  const own = known === undefined ? title : '';
  const said = [own, detail].filter((part) => part !== undefined && part !== '').join(JOINER[language]);
  const why = said === '' ? {} : { why: SAID[language](said) };
  if (known === undefined) return { ...lines, ...why };
  return { what: known.what[language], why: lines.why, next: known.next[language], ...why };
}

const JOINER = text('：', ': ');

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

const SAID = text(
  (said: string) => `平台说明：${said}`,
  (said: string) => `The platform says: ${said}`,
);

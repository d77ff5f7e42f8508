import { errorText, type ErrorText } from './error-text.ts';
import type { RegisterErrorCode } from './register-error-code.ts';

/** The original texts. */
export const registerErrorTextsZh: Readonly<Record<RegisterErrorCode, ErrorText>> = {
  REGISTER_ENTRY_NOT_FOUND: errorText(
    '台账里没有这份文件的记录。',
    '本机台账中没有哪次盖章或签名产生过这个 SM3 的文件。',
    '请核对文件是否被改动过，或在盖章的那台电脑上查找。',
  ),
  REGISTER_NOT_COUNTERSIGNED: errorText(
    '这条记录还没有平台的存在证明。',
    '盖章之后还没有与印章平台同步过台账，平台尚未会签。',
    '请连接网络并同步，然后重试。',
  ),
  REGISTER_DIFFERS: errorText(
    '本机台账与平台已会签的台账对不上。',
    '已会签的记录被改动或删除过，或者台账恢复成了较早的备份。',
    '请保留现状，核验台账，由管理员查明原因；确系恢复备份的，用命令 register new-id 另立编号后继续。',
  ),
  REGISTER_PROOF_INVALID: errorText(
    '这份存在证明不成立。',
    '文件被改动过，或其中的记录不在平台会签的台账里。',
    '请向出具方索取原始的证明文件再核验。',
  ),
  REGISTER_PLATFORM_UNKNOWN: errorText(
    '不认识出具这份会签的平台。',
    '本机没有该平台的根证书，无法确认会签是否真实。',
    '请用 --root 指定该平台的根证书，或在配置中加入该平台。',
  ),
  REGISTER_TOKEN_TAKEN: errorText(
    '这把 Key 已登记领用，尚未归还。',
    '台账中它的上一次领用还没有归还记录。',
    '请先登记归还，再登记新的领用。',
  ),
  REGISTER_TOKEN_NOT_TAKEN: errorText(
    '这把 Key 没有未归还的领用登记。',
    '台账中它没有领用记录，或已登记归还。',
    '请核对 Key 的序列号。',
  ),
  REGISTER_VOID_ALREADY: errorText(
    '这份文件已登记作废。',
    '台账中已有它的作废记录。',
    '无需再次登记；可在台账中查看作废记录。',
  ),
  REGISTER_NOT_PRINTED: errorText(
    '台账没有打印出来。',
    '系统没有可用的打印机，或打印机没有接受。',
    '请检查打印机后重试；也可以先导出 CSV。',
  ),
  REGISTER_INTERRUPTED: errorText(
    '盖章过程中程序被中断。',
    '程序在使用 Key 期间被关闭或断电，没有留下盖章后的文件。',
    '请重新盖章；Key 可能已经签过名，以台账后面的记录为准。',
  ),
};

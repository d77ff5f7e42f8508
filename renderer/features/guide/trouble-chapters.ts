import { text } from '../../../electron/shared/texts/bilingual.ts';
import type { Chapter, ChapterName } from './chapter.ts';

/** The chapters on what goes wrong, and on what is kept. */
export const troubleChapters: Readonly<
  Record<Extract<ChapterName, 'wrong' | 'lost' | 'pin' | 'register' | 'offline'>, Chapter>
> = {
  wrong: {
    title: text('盖错了', 'The wrong file was sealed'),
    purpose: text(
      '盖错文件、盖错印章之后要做的事。',
      'What to do once the wrong file or the wrong seal was used.',
    ),
    steps: [
      text(
        '在盖章结果里点“盖错了”，或在“台账”里找到那一条。',
        'Choose it from the result of the sealing, or find the entry in Register.',
      ),
      text(
        '登记作废，写明原因和谁已经收到。',
        'Record the file as void, with the reason and who has received it.',
      ),
      text(
        '把起草好的作废告知函发给收到文件的人。',
        'Send the notice that is drafted to those who have the file.',
      ),
      text('在正确的文件上重新盖章。', 'Seal the right file.'),
    ],
    notes: [
      text(
        '登记作废不能收回已经发出的文件：文件上的印章仍然验证有效，所以一定要告知对方。',
        'That does not undo what was sent: the seal on it still verifies, so do tell the other side.',
      ),
    ],
  },
  lost: {
    title: text('Key 丢失', 'A lost key'),
    purpose: text(
      'USB Key 丢失、被盗，或者怀疑被人用过。',
      'The USB key is lost or stolen, or somebody may have used it.',
    ),
    steps: [
      text(
        '马上到“印章”点“挂失”，核对列出的印章。',
        'Go to Seals at once, choose to report the loss, and check the seals that are listed.',
      ),
      text('再确认一次，印章在平台上停用。', 'Confirm once more: the platform suspends the seals.'),
      text(
        '平台不通时，把起草好的告知函交给平台和同事。',
        'If the platform cannot be reached, hand the notice that is drafted to it and to your colleagues.',
      ),
      text(
        '找回后申请恢复；找不回就申请换领。',
        'Apply to have the seals restored once the key is found, or else replaced.',
      ),
    ],
    notes: [text('挂失之前盖的章仍然有效。', 'What was sealed before the report stays valid.')],
  },
  pin: {
    title: text('忘记口令', 'A forgotten PIN'),
    purpose: text(
      '想不起保护口令（PIN 码），或 Key 已锁定。',
      'You do not remember the PIN, or the key is locked.',
    ),
    steps: [
      text('不要继续猜，猜错会锁定 Key。', 'Do not go on guessing: wrong PINs lock the key.'),
      text(
        '到“印章”，在这把 Key 上选“忘记口令”，申请重置。',
        'Go to Seals and apply for a reset at that key.',
      ),
      text(
        '按提示附上材料。材料会加水印，只用于口令重置。',
        'Add the papers it asks for; they get a watermark and serve the reset alone.',
      ),
      text('批准后插上 Key，设新口令。', 'Once it is approved, plug in the key and set a new PIN.'),
    ],
    notes: [text('有管理员 PIN 的，可以自己解锁。', 'Who has the SO PIN can unblock the key themselves.')],
  },
  register: {
    title: text('用印台账', 'The register'),
    purpose: text(
      '查每一次用印，导出用印登记表。',
      'Look up every use of a seal, and export the sheet of seal uses.',
    ),
    steps: [
      text(
        '到“台账”，先看到的是用印记录，其他操作在“操作日志”里。',
        'Go to Register: seal uses come first, everything else is under the log of acts.',
      ),
      text(
        '点一行看合同编号、份数、经办人和文件的摘要。',
        'Choose a line for the contract number, the copies, the person and the digest of the file.',
      ),
      text('“导出”可以得到 xlsx 或 CSV。', 'Export gives xlsx or CSV.'),
      text('“核验台账”检查台账有没有被改过。', 'Checking the register tells whether it was altered.'),
    ],
    notes: [
      text(
        '台账只能追加，不能改、不能删；更正也是一条新记录。',
        'Entries are only added, never changed or removed; a correction is a new entry.',
      ),
    ],
  },
  offline: {
    title: text('没有网络', 'Without a network'),
    purpose: text(
      '断网、内网，或平台一时不通。',
      'The network is down or closed, or the platform cannot be reached.',
    ),
    steps: [
      text('打开、阅读、验章不需要网络。', 'Opening, reading and verifying need no network.'),
      text(
        '盖章可以继续，缺的是可信时间和印章的最新状态，结果里会写明。',
        'Sealing goes on; trusted time and the latest state of the seal are missing, and the result says so.',
      ),
      text(
        '底部状态栏写着平台和撤销列表的日期。',
        'The strip at the bottom tells the date of the platform’s answer and of the revocation list.',
      ),
      text(
        '长期离线：由管理员用文件送来信任与制章者名单和撤销列表，在“设置”里导入。',
        'Where there is never a network, an administrator brings lists by file; import them in Settings.',
      ),
    ],
    notes: [
      text(
        '撤销列表过旧时，有的规定不允许盖章，体检里会写明依据。',
        'With a list that is too old some rules forbid sealing; the examination names the article.',
      ),
    ],
  },
};

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
        '在盖章结果里点“盖错了？登记作废”，或在“台账”里找到那一条，点“详情”“登记作废”。',
        'Choose Sealed by mistake? in the result of the sealing, or find the entry in Register and choose Details, Record as void.',
      ),
      text(
        '写明作废原因和谁已经收到，点“登记作废”。',
        'State the reason and who has received it, and record the file as void.',
      ),
      text(
        '把起草好的“作废告知函”发给收到文件的人。',
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
        '马上到“印章”点“挂失印章”，选中丢失的 Key 里的全部印章。不需要 Key 和口令。',
        'Go to Seals at once, choose Report a lost seal, and tick every seal of the lost key. It takes no key and no PIN.',
      ),
      text(
        '点“立即挂失”，再确认一次：印章在本机立即停用，并送达平台。',
        'Choose Report now and confirm: the seals are suspended here at once, and the platform is told.',
      ),
      text(
        '平台要核实的，点“去核实”，用留存的电话或邮箱收验证码。',
        'Where the platform asks who reports, choose Authorise and have a code sent to a contact on file.',
      ),
      text(
        '平台不通时，挂失在下次同步时送达；请同时致电平台。',
        'If the platform cannot be reached, it is told at the next synchronisation; call it as well.',
      ),
      text(
        '点“告知相对方”，告知函已按台账拟好，请核对后自行发送。',
        'Choose Tell counterparts: a notice is drafted from the register, to be checked and sent by you.',
      ),
      text(
        '找回后点“申请撤回”；规定没有撤回的，申请换领。',
        'Once the key is found, ask for withdrawal; where the rules know none, apply for a replacement.',
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
        '到“印章”，在这个 Key 上点“忘记口令”，申请重置。',
        'Go to Seals and apply for a reset at that key.',
      ),
      text(
        '按提示附上材料。材料会加水印，只用于口令重置。',
        'Add the papers it asks for; they get a watermark and serve the reset alone.',
      ),
      text('批准后插上 Key，设新口令。', 'Once it is approved, plug in the key and set a new PIN.'),
    ],
    notes: [
      text(
        '手头有解锁码（管理员 PIN）的，不必申请：点“用解锁码重设口令”。',
        'Who has the unlock code (SO PIN) needs no application: choose Set a new PIN with the unlock code.',
      ),
    ],
  },
  register: {
    title: text('用印台账', 'The register'),
    purpose: text(
      '查每一次用印，导出用印登记表。',
      'Look up every use of a seal, and export the sheet of seal uses.',
    ),
    steps: [
      text(
        '到“台账”，先看到的是用印记录，其他操作在“显示”里选“操作日志（全部）”。',
        'Go to Register: seal uses come first, everything else is under the log of acts.',
      ),
      text(
        '点“详情”看合同编号、份数、经办人和文件的杂凑值（SM3）。',
        'Choose Details for the contract number, the copies, the person and the hash (SM3) of the file.',
      ),
      text(
        '“导出用印登记表”得到 Excel 表格（xlsx），“导出 CSV”得到 CSV。',
        'Export sheet of uses gives a sheet for Excel (xlsx), Export CSV a CSV.',
      ),
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

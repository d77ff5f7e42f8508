import { text } from '../../../electron/shared/texts/bilingual.ts';
import type { Chapter, ChapterName } from './chapter.ts';

/** The chapters on what concerns a platform, an office system or an auditor. */
export const platformChapters: Readonly<
  Record<Extract<ChapterName, 'issue' | 'delegate' | 'office' | 'audit'>, Chapter>
> = {
  issue: {
    title: text('申领印章', 'The first seal'),
    purpose: text(
      '企业第一次申领电子印章，从申请到写入 Key。',
      'An enterprise applies for its first seal, from the form to the key.',
    ),
    steps: [
      text(
        '插入空的 USB Key，到“印章”点“申领印章”。',
        'Plug in an empty USB key, go to Seals and apply for a seal.',
      ),
      text(
        '填写与营业执照一致的名称、统一社会信用代码、法定代表人和经办人，输入 Key 的保护口令。密钥在 Key 里生成。',
        'Fill in name, unified social credit code and legal representative as on the licence, and who applies; enter the PIN. The key makes the key pair.',
      ),
      text(
        '在“办理”里逐项添加材料（PDF 或图片），齐了点“提交申请”。',
        'Under Requests add each paper (PDF or picture); once all are there, hand the application in.',
      ),
      text(
        '平台批准后，核对新印章的图案和名称，写入 Key。',
        'Once the platform approves, check picture and name of the new seal and write it to the key.',
      ),
    ],
    notes: [
      text('平台决定之前可以撤回申请。', 'Until the platform has decided, the application can be withdrawn.'),
      text(
        '续期、换领、注销也在“印章”里办理，需要书面申请的，程序会起草并请您盖章。',
        'Renewal, replacement and cancellation begin at Seals too; a written application is drafted here for you to seal.',
      ),
    ],
  },
  delegate: {
    title: text('授权与领取', 'Authorising others'),
    purpose: text(
      '让同事在限定的期限、次数和用途内用印，不借出自己的 Key。',
      'Let a colleague seal within a period, a number of uses and a purpose, without lending your key.',
    ),
    steps: [
      text(
        '持有人：到“印章”，在这枚印章上点“办理”，再选“授权”，填写被授权人、期限、次数和用途，勾选“由其本人用自己的 USB Key 领取”。',
        'Holder: at the seal choose Manage, then Authorise; fill in person, period, uses and purposes, and tick that they enrol a key of their own.',
      ),
      text(
        '把授权编号和授权码转告被授权人。授权码只能用一次。',
        'Pass number and code on. The code serves once.',
      ),
      text(
        '被授权人：在自己的电脑上到“印章”点“领取授权”，填编号和授权码，输入自己 Key 的保护口令。',
        'Authorised person: on your own computer go to Seals, Take an authorisation; fill in number and code, and enter the PIN of your own key.',
      ),
      text(
        '领取后在“办理”里看到期限、次数和用途，在“文档”里照常盖章。',
        'Requests then shows period, uses and purposes; seal under Document as usual.',
      ),
    ],
    notes: [
      text(
        '超出期限、次数或用途不能盖章；持有人可以随时终止授权。',
        'Beyond period, uses or purposes nothing is sealed; the holder can end it at any time.',
      ),
      text(
        '提示授权码不对或已用过的，请持有人重新授权。',
        'If the code is refused, ask the holder to authorise you anew.',
      ),
    ],
  },
  office: {
    title: text('办公系统审批', 'Approvals of an office system'),
    purpose: text(
      '审批人在 OA、钉钉、企业微信里审批，印签台按审批结果盖章。',
      'Approvers decide in an OA, 钉钉 or 企业微信; SealDesk seals what was approved.',
    ),
    steps: [
      text(
        '到“文档”点“办公系统（OA）审批”，登记系统的证书：与系统管理员核对指纹，写明权限和截止日，由本单位的 Key 签名。',
        'Go to Document, Approvals of an office system, and register its certificate: compare the fingerprint with its keeper, state powers and end; a key of the enterprise signs.',
      ),
      text(
        '选一种交换方式：监视的文件夹，或办公系统的 https 地址（另需系统给出的访问凭据文件）。',
        'Choose a way: a watched folder, or an https address of the system (with the file of its access token).',
      ),
      text(
        '点“保存并检查”，下面写着上次交换的时间和结果。',
        'Save and check: time and outcome of the last exchange stand below.',
      ),
      text(
        '审批到达后打开它盖章；盖好的文件和结果自动送回。',
        'Open an approval that has come and seal; file and result go back by themselves.',
      ),
    ],
    notes: [
      text(
        '没有采用的审批列在下面，每条都写着原因。',
        'Decisions that were not taken stand below, each with its reason.',
      ),
    ],
  },
  audit: {
    title: text('只读审计', 'Read-only audit'),
    purpose: text(
      '审计其他电脑或单位的用印台账，不需要 Key，什么也不改动。',
      'Audit the register of another computer or enterprise without a key, changing nothing.',
    ),
    steps: [
      text(
        '向被审计单位取得其中一种：数据目录的副本、台账备份（sealdesk backup），或导出的台账（JSON）。',
        'Get one of these: a copy of the home, a backup of the register (`sealdesk backup`), or an exported register (JSON).',
      ),
      text('到“台账”点“只读审计”，打开它。', 'Go to Register, Read-only audit, and open it.'),
      text(
        '先看台账是否完整、由谁签名，再按文字、日期和操作筛选记录。',
        'See first whether the register is intact and who signed; then filter the entries by words, days and acts.',
      ),
      text(
        '“挂失与申请”“平台声明”各在一页；“复核证据包”按包内证据重新得出结论。',
        'Reports and statements of platforms have a page each; an evidence package’s verdict is repeated from the package alone.',
      ),
    ],
    notes: [
      text(
        '导出的台账没有签名，只能看出序号是否连续；要证明没有改动，请用数据目录或备份。',
        'An exported register carries no signature and shows gaps alone; go by the home or a backup for proof.',
      ),
    ],
  },
};

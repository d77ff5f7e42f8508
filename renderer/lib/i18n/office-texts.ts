import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of office systems (办公系统), whose approvals count here. */
export const officeTexts = {
  title: text('办公系统审批', 'Approvals of office systems'),
  hint: text(
    '审批人在 OA、钉钉、企业微信里审批、没有 USB Key 的，登记该系统的证书和权限后，它签名的审批结果在本机有效。',
    'Where approvers decide in an OA and hold no USB key, register that system’s certificate with its powers; decisions signed by it then count here.',
  ),
  none: text('还没有登记办公系统。', 'No office system is registered.'),
  pick: text('登记办公系统', 'Register an office system'),
  register: text('登记办公系统', 'Register an office system'),
  ways: text('交换', 'Exchange'),
  folder: text('监视的文件夹', 'Watched folder'),
  noFolder: text('未设', 'none'),
  call: text('询问的地址', 'Address that is asked'),
  noCall: text(
    '未设（由管理员用 sealdesk office ways 设置）',
    'none (an administrator sets it by sealdesk office ways)',
  ),
  chooseFolder: text('选择文件夹', 'Choose a folder'),
  leaveFolder: text('停止监视', 'Stop watching'),
  refused: text(
    (name: string) => `未采用：${name}`,
    (name) => `Not taken: ${name}`,
  ),
  back: text('返回列表', 'Back to the list'),
  states: {
    inForce: text('有效', 'in force'),
    over: text('已到期', 'over'),
    withdrawn: text('已注销', 'withdrawn'),
    unproven: text('登记不被认可', 'does not count'),
  },
  seals: text('可审批的印章', 'Seals it may approve'),
  sealsHint: text('不勾选即为本单位全部印章。', 'None ticked means every seal of the enterprise.'),
  ofKind: text(
    (kind: string) => `各枚${kind}（含以后制作的）`,
    (kind) => `every ${kind}, also those made later`,
  ),
  allSeals: text('全部印章', 'every seal'),
  mostUses: text('每次审批最多用印次数', 'Most uses of one decision'),
  until: text('权限截止日', 'Last day of its powers'),
  registered: text('登记', 'Registered'),
  fingerprint: text('证书 SHA-256 指纹', 'SHA-256 of the certificate'),
  subject: text('证书主体', 'Subject of the certificate'),
  notAfter: text('证书到期', 'Certificate ends'),
  compared: text(
    '我已向系统管理员核对指纹，完全一致',
    'I have compared the fingerprint with the system’s keeper, and it is the same',
  ),
  name: text('系统名称', 'Name of the system'),
  by: text('登记人', 'Registered by'),
  noKey: text(
    '请插入本单位的 USB Key：登记由它签名。',
    'Insert a USB key of the enterprise: it signs the registration.',
  ),
  confirm: text('签名并登记', 'Sign and register'),
  cancel: text('取消', 'Cancel'),
  withdraw: text('注销登记', 'Withdraw'),
  withdrawHint: text(
    '注销后，它给出的、尚未使用的审批一律不能再用；要恢复须重新登记。',
    'Once withdrawn, none of its unused approvals can be used; to go on, register it anew.',
  ),
  reason: text('原因', 'Why'),
  confirmWithdraw: text('确认注销', 'Withdraw it now'),
  giveBack: text('写出盖章文件与结果', 'Write sealed files and results'),
  given: text(
    (count: number) => `已写出 ${count} 份文件及其结果。`,
    (count) => `${count} ${count === 1 ? 'file' : 'files'} written with results.`,
  ),
} as const;

import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of sealing, from the choice of a seal to the sealed file. */
export const sealingTexts = {
  chooseTitle: text('1 选择印章', '1 Choose a seal'),
  placeTitle: text('2 放到页面上', '2 Put it on the page'),
  useTitle: text('用印登记', 'What it is used for'),
  seals: text('可选的印章', 'Seals to choose from'),
  usable: text('可用', 'Usable'),
  unusable: text('不可用', 'Not usable'),
  validTo: text(
    (date: string) => `有效至 ${date}`,
    (date) => `Valid to ${date}`,
  ),
  size: text(
    (width: string, height: string) => `${width} × ${height} 毫米`,
    (width, height) => `${width} × ${height} mm`,
  ),
  organisation: text('单位印章', 'Seal of an organisation'),
  person: text('个人名章', 'Seal of a person'),
  noTokenTitle: text('请插入 USB Key', 'Plug in your USB key'),
  noTokenText: text(
    '插入存有印章的 USB Key，印章会自动出现在这里。',
    'Plug in the USB key that holds your seals; they appear here by themselves.',
  ),
  noSealTitle: text('Key 里没有印章', 'The key holds no seal'),
  noSealText: text(
    '这个 USB Key 里没有电子印章。请联系制章者下发印章。',
    'There is no electronic seal on this USB key. Ask the seal maker to issue one.',
  ),
  loading: text('正在查找 USB Key…', 'Looking for USB keys…'),
  history: text('历史印章', 'Former seals'),
  confirmTitle: text(
    (name: string) => `核对印章图案：${name}`,
    (name) => `Confirm the picture: ${name}`,
  ),
  confirmText: text(
    '首次使用前，请核对图案、名称和大小，无误后启用；有误请联系制章者。',
    'Check its picture, name and size before its first use; if anything is wrong, contact the seal maker.',
  ),
  confirm: text('图案无误，启用印章', 'The picture is right: use this seal'),
  placeHint: text(
    '在页面上点一下，放置印章；放好后可以拖动，方向键移动 1 毫米，Shift+方向键移动 10 毫米。',
    'Click on the page to put the seal there. Then drag it; arrow keys move it 1 mm, Shift+arrows 10 mm.',
  ),
  placeOnPage: text(
    (page: number) => `放到第 ${page} 页`,
    (page) => `Put it on page ${page}`,
  ),
  position: text('盖章位置', 'Position'),
  positionText: text(
    (page: number, x: string, y: string) => `第${page}页 ${x}, ${y} 毫米`,
    (page, x, y) => `Page ${page}: ${x}, ${y} mm`,
  ),
  positionHint: text('印章中心，从页面左上角量起', 'Centre of the seal, from the top left of the page'),
  fieldText: text(
    (name: string) => `签名域“${name}”`,
    (name) => `Signature field “${name}”`,
  ),
  apply: text('盖章', 'Seal'),
  applyLocking: text('盖章并锁定', 'Seal and lock'),
  ghost: text(
    (name: string) => `${name}，尚未盖上。方向键移动 1 毫米，Shift+方向键移动 10 毫米，Ctrl+Enter 盖章`,
    (name) => `${name}, not applied yet. Arrow keys move it 1 mm, Shift+arrows 10 mm, Ctrl+Enter seals`,
  ),
  pinTitle: text('输入保护口令（PIN 码）', 'Type the PIN'),
  pinFor: text(
    (seal: string, token: string) => `将用“${token}”盖“${seal}”`,
    (seal, token) => `Apply “${seal}” with “${token}”`,
  ),
  pin: nameOf('pin'),
  pinConfirm: text('确认盖章', 'Confirm and seal'),
  holdPin: text(
    (minutes: number) => `${minutes} 分钟内连续盖章不再输入口令`,
    (minutes) => `Seal for ${minutes} minutes without typing the PIN again`,
  ),
  heldPin: text(
    (left: string) => `口令在 ${left} 内有效`,
    (left) => `PIN valid for ${left}`,
  ),
  dropPin: text('立即清除', 'Clear now'),
  heldPinEnded: text(
    '口令提前失效（用了另一个 Key，或 Key 已拔出、出错），下次盖章请重新输入',
    'The PIN is no longer valid (another key was used, or the key was removed or failed). The next seal asks for it',
  ),
  heldPinRead: text('知道了', 'Close'),
  back: text('返回', 'Back'),
  triesUnknown: text(
    '连续输错口令会锁定 Key。剩余次数：Key 未提供。',
    'Wrong PINs in a row lock the key. Tries left: not given by the key.',
  ),
  triesLow: text(
    '这个 Key 最近输错过口令，剩余次数不多，请核对后再输。',
    'A wrong PIN was typed recently and few tries are left. Check before you type.',
  ),
  triesLast: text(
    '最后一次机会！再输错一次，Key 将被锁定，要用解锁码或由发证机构解锁。',
    'Last try! One more wrong PIN locks the key; it then takes the unlock code or the issuer.',
  ),
  triesLocked: text(
    '保护口令已锁定，不能盖章。解锁的办法见“印章”页。',
    'The PIN is locked, so you cannot seal. See “Seals” for the ways to unlock it.',
  ),
  triesLeft: text(
    (count: number) => `还可以试 ${count} 次。`,
    (count) => `Tries left: ${count}.`,
  ),
  demoPin: text(
    '演示 Key 的初始口令写在说明（README）里。',
    'The first PIN of the demonstration’s keys stands in the README.',
  ),
  pinSafe: text(
    '口令只交给 USB Key，不保存、不记录。',
    'The PIN goes to the USB key only; it is not stored or logged.',
  ),
  steps: {
    preparing: text('正在准备文档', 'Preparing the document'),
    signing: text('USB Key 正在签名', 'The USB key is signing'),
    stamping: text('正在请求可信时间', 'Asking for a trusted time'),
    publishing: text('正在写入新文件', 'Writing the new file'),
    verifying: text('正在验章', 'Verifying'),
  },
  working: text('正在盖章', 'Sealing'),
  progress: text(
    (done: string, total: string) => `已处理 ${done} / ${total}`,
    (done, total) => `${done} of ${total} done`,
  ),
  cancel: text('取消', 'Cancel'),
  failedTitle: text('没有盖章', 'Not sealed'),
  tryAgain: text('返回', 'Back'),
  doneTitle: text('盖章完成', 'Sealed'),
  doneInvalidTitle: text('已盖章，但文件里有无效的签章', 'Sealed, but the file holds an invalid signature'),
  doneInvalidText: text(
    '请先不要发出。下方是每个签章的结论；签章在盖章前就已无效的，请向对方索取未改动的文件，并在台账中把本文件登记作废。',
    'Do not send it yet. The verdict on each signature is below; where one was invalid before sealing, ask for the unchanged document and mark this file as void in the register.',
  ),
  doneText: text(
    '新文件已保存在原文件旁边，原文件未改动。',
    'The new file was saved beside the original, which is unchanged.',
  ),
  doneLocked: text('文件已锁定，不能再盖章。', 'It is locked and takes no further seal.'),
  showInFolder: text('在文件夹中显示', 'Show in folder'),
  mistake: text('盖错了？登记作废', 'Sealed by mistake? Record as void'),
  sealAgain: text('再盖一枚印章', 'Apply another seal'),
  cannotTitle: text('这份文档不能盖章', 'This document cannot be sealed'),
};

/** Texts of the trusted time of a seal. */
export const trustedTimeTexts = {
  stamped: text(
    (time: string) => `可信时间：${time}（时间戳已随签章保存）`,
    (time) => `Trusted time: ${time} (the time stamp is kept in the seal)`,
  ),
  missing: text(
    (what: string) => `没有取得可信时间：${what}`,
    (what) => `Sealed without a trusted time: ${what}`,
  ),
  archived: text(
    (name: string) => `已按规定加归档时间戳，另存为 ${name}`,
    (name) => `With an archive time stamp, as the rules want, in ${name}`,
  ),
  notArchived: text(
    (what: string) => `没有加上规定的归档时间戳（可在“验章”中补加）：${what}`,
    (what) =>
      `Without the archive time stamp that the rules want (it can be added beside the verdict): ${what}`,
  ),
  countersigned: text(
    '印章已正常加盖。这次用印在台账中的位置将在下次同步时由平台签名确认，可作为存在的证明。',
    'The document is sealed. Its place in the register will be countersigned at the next synchronisation, which proves that it existed.',
  ),
};

import type { PlatformListKind, SyncProgress } from '../../../electron/shared/model/platform.ts';
import { text, type Bilingual } from '../../../electron/shared/texts/bilingual.ts';

const lists: Readonly<Record<PlatformListKind, Bilingual<string>>> = {
  trustList: text('信任列表', 'Trust list'),
  revocationList: text('撤销列表', 'Revocation list'),
  sealStatus: text('印章状态', 'Seal states'),
  policy: text('施行的规定', 'Rules in force'),
  signers: text('平台签名者', 'Signers of the platform'),
};

/** Texts of platforms and of synchronisation. */
export const platformTexts = {
  title: text('与平台同步', 'Synchronisation with the platform'),
  none: text('没有设置平台', 'No platform is set up'),
  noneText: text(
    '请按平台地址或平台提供的设置文件添加。没有平台也可以验章。',
    'Add one by its address or by the settings file that it provides. Verifying needs no platform.',
  ),
  setup: {
    title: text('添加平台', 'Add a platform'),
    hint: text(
      '按平台的地址或平台提供的设置文件添加。添加前先核对根证书指纹，核对之前什么都不信任。',
      'By its address, or by the settings file that it provides. You compare the fingerprint of its root first; nothing is trusted before.',
    ),
    begin: text('添加平台', 'Add a platform'),
    address: text('平台地址（https）', 'Address of the platform (https)'),
    orFile: text(
      '服务器证书由内部机构签发的平台，请使用它提供的设置文件。',
      'A platform whose server certificate comes from an internal authority is added by the settings file that it provides.',
    ),
    ask: text('查询', 'Look it up'),
    asking: text('正在查询…', 'Looking it up…'),
    choose: text('选择设置文件…', 'Choose a settings file…'),
    cancel: text('取消', 'Cancel'),
    confirmTitle: text('核对平台', 'Check the platform'),
    confirmText: text(
      '请用平台书面或电话告知的根证书指纹逐组核对（SM3 或 SHA-256 任一项）。不要用同一封邮件或同一个网页里的指纹。',
      'Compare the fingerprint of the root, group by group, with the one that the platform gave in writing or by telephone (SM3 or SHA-256). Do not take it from the same mail or page.',
    ),
    tick: text('根证书指纹已逐组核对，一致', 'I have compared the fingerprint of the root; it agrees'),
    add: text('添加并绑定', 'Add and bind'),
    added: text(
      (name: string) => `已添加并绑定“${name}”。`,
      (name) => `“${name}” was added and bound.`,
    ),
  },
  status: {
    none: text('平台 未设置', 'Platform not set up'),
    never: text('平台 尚未同步', 'Platform not synchronised yet'),
    syncing: text('平台 正在同步…', 'Platform synchronising…'),
    synced: text(
      (time: string) => `平台 已同步 ${time}`,
      (time) => `Platform synchronised ${time}`,
    ),
    offline: text(
      (time: string | null) => (time === null ? '平台 离线' : `平台 离线 · ${time} 同步`),
      (time) => (time === null ? 'Platform offline' : `Platform offline · synchronised ${time}`),
    ),
    bundle: text(
      (time: string) => `平台 离线更新包 签发于 ${time}`,
      (time) => `Platform by offline bundle, issued ${time}`,
    ),
    bundleOverdue: text(
      (time: string) => `平台 离线更新包 签发于 ${time}，已逾期`,
      (time) => `Platform by offline bundle, issued ${time}, overdue`,
    ),
    problem: text(
      (time: string | null) => (time === null ? '平台 同步有问题' : `平台 同步有问题 · ${time} 同步`),
      (time) =>
        time === null ? 'Platform: problem synchronising' : `Platform: problem · synchronised ${time}`,
    ),
    several: text(
      (text: string, count: number) => `${text}（${count} 个平台）`,
      (text, count) => `${text} (${count} platforms)`,
    ),
  },
  bundles: {
    title: text('离线更新包', 'Offline bundles'),
    hint: text(
      '本机连不上平台时，把平台签发的离线更新包（.offline.zip）带来导入，检查与联网同步相同。也可以把文件拖进窗口。能连上平台的电脑可以下载更新包，带给不联网的电脑。',
      'Where this computer cannot reach the platform, import the bundle that the platform has signed (.offline.zip); it is checked as a synchronisation is. It can be dropped on the window too. A computer that reaches the platform can download a bundle for one that does not.',
    ),
    import: text('导入离线更新包…', 'Import an offline bundle…'),
    importing: text('正在检查并导入…', 'Checking and importing…'),
    save: text(
      (platform: string) => `下载“${platform}”的更新包…`,
      (platform) => `Download a bundle of “${platform}”…`,
    ),
    imported: text(
      (platform: string, issuedAt: string, events: number) =>
        `已导入“${platform}”的离线更新包，签发于 ${issuedAt}，新的印章状态 ${events} 条。`,
      (platform, issuedAt, events) =>
        `The offline bundle of “${platform}”, issued ${issuedAt}, was imported; new seal states: ${events}.`,
    ),
    known: text(
      (platform: string, issuedAt: string, _events: number) =>
        `“${platform}”的这份离线更新包（签发于 ${issuedAt}）此前已导入，内容没有变化。`,
      (platform, issuedAt) =>
        `This offline bundle of “${platform}”, issued ${issuedAt}, was imported before; nothing has changed.`,
    ),
    one: text('离线更新包', 'Offline bundle'),
    issued: text(
      (time: string) => `签发于 ${time}`,
      (time) => `issued ${time}`,
    ),
    next: text(
      (time: string) => `下一更新包 ${time} 前`,
      (time) => `next one by ${time}`,
    ),
    overdue: text(
      (time: string) => `应于 ${time} 前导入下一更新包，已逾期`,
      (time) => `the next one was due by ${time}, overdue`,
    ),
  },
  notices: text('即时通知', 'Notices at once'),
  listening: text(
    '已连接，平台有新内容时几秒内同步',
    'connected: news of the platform is here within seconds',
  ),
  notListening: text(
    '未连接，定时同步（每 15 分钟）',
    'not connected: synchronised on a timer (every 15 minutes)',
  ),
  syncNow: text('立即同步', 'Synchronise now'),
  cancel: text('停止同步', 'Stop synchronising'),
  lastSync: text('上次全部同步', 'Last complete synchronisation'),
  lastAttempt: text('上次尝试', 'Last attempt'),
  address: text('地址', 'Address'),
  contract: text('接口版本', 'Version of its interface'),
  ends: text(
    (operation: string, day: string | null) =>
      `平台将停用一项接口（${operation}）${day === null ? '' : `，自 ${day} 起不再答复`}。请在此之前更新本程序。`,
    (operation: string, day: string | null) =>
      `The platform will end an operation (${operation})${day === null ? '' : `, which it answers until ${day}`}. Update this program before that.`,
  ),
  never: text('从未', 'never'),
  lists,
  listName: text(
    (kind: PlatformListKind, id: string) =>
      id === '' ? lists[kind]['zh-CN'] : `${lists[kind]['zh-CN']} ${id}`,
    (kind, id) => (id === '' ? lists[kind].en : `${lists[kind].en} ${id}`),
  ),
  listAsOf: text(
    (time: string, number: number) => `截至 ${time}，编号 ${number}`,
    (time, number) => `as of ${time}, number ${number}`,
  ),
  nextUpdate: text(
    (time: string) => `下次更新 ${time}`,
    (time) => `next update ${time}`,
  ),
  overdue: text(
    (time: string) => `应于 ${time} 更新，已逾期`,
    (time) => `was to be renewed ${time}, overdue`,
  ),
  problem: text('最近一次同步没有全部成功', 'The last synchronisation did not bring everything'),
  problemWith: text(
    (list: string) => `最近一次同步没有全部成功：${list}`,
    (list) => `The last synchronisation did not bring everything: ${list}`,
  ),
  progress: text(
    ({ step, unit, done, total }: SyncProgress, bytes: (count: number) => string) =>
      `${lists[step]['zh-CN']} ${unit === 'octets' ? `${bytes(done)} / ${bytes(total)}` : `${done} / ${total} 条`}`,
    ({ step, unit, done, total }, bytes) =>
      `${lists[step].en} ${unit === 'octets' ? `${bytes(done)} / ${bytes(total)}` : `${done} / ${total}`}`,
  ),
};

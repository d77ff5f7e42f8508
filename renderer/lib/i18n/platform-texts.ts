import type { PlatformListKind, SyncProgress } from '../../../electron/shared/model/platform.ts';
import { text, type Bilingual } from '../../../electron/shared/texts/bilingual.ts';

const lists: Readonly<Record<PlatformListKind, Bilingual<string>>> = {
  trustList: text('信任列表', 'Trust list'),
  revocationList: text('撤销列表', 'Revocation list'),
  sealStatus: text('印章状态', 'Seal states'),
  policy: text('施行的规定', 'Rules in force'),
};

/** Texts of platforms and of synchronisation. */
export const platformTexts = {
  title: text('与平台同步', 'Synchronisation with the platform'),
  none: text('没有设置平台', 'No platform is set up'),
  noneText: text(
    '请把平台提供的 platforms.json 放入程序的数据目录，然后重新启动程序。',
    'Put the platforms.json that the platform provides into the program’s data folder, and start the program again.',
  ),
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
  syncNow: text('立即同步', 'Synchronise now'),
  cancel: text('停止同步', 'Stop synchronising'),
  lastSync: text('上次全部同步', 'Last complete synchronisation'),
  lastAttempt: text('上次尝试', 'Last attempt'),
  address: text('地址', 'Address'),
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

import type { PlatformListKind, SyncProgress } from '../../../electron/shared/model/platform-view.ts';

const lists: Readonly<Record<PlatformListKind, string>> = {
  trustList: '信任列表',
  revocationList: '撤销列表',
  sealStatus: '印章状态',
};

/** What the window says of platforms: the part of the original texts that deals with them. */
export const platformTextsZhCn = {
  title: '与平台同步',
  none: '没有设置平台',
  noneText: '请把平台提供的 platforms.json 放入程序的数据目录，然后重新启动程序。',
  status: {
    none: '平台 未设置',
    never: '平台 尚未同步',
    syncing: '平台 正在同步…',
    synced: (time: string): string => `平台 已同步 ${time}`,
    offline: (time: string | null): string => (time === null ? '平台 离线' : `平台 离线 · ${time} 同步`),
    problem: (time: string | null): string =>
      time === null ? '平台 同步有问题' : `平台 同步有问题 · ${time} 同步`,
    several: (text: string, count: number): string => `${text}（${count} 个平台）`,
  },
  syncNow: '立即同步',
  cancel: '停止同步',
  lastSync: '上次全部同步',
  lastAttempt: '上次尝试',
  address: '地址',
  never: '从未',
  lists,
  listName: (kind: PlatformListKind, id: string): string =>
    id === '' ? lists[kind] : `${lists[kind]} ${id}`,
  listAsOf: (time: string, number: number): string => `截至 ${time}，编号 ${number}`,
  nextUpdate: (time: string): string => `下次更新 ${time}`,
  overdue: (time: string): string => `应于 ${time} 更新，已逾期`,
  problem: '最近一次同步没有全部成功',
  problemWith: (list: string): string => `最近一次同步没有全部成功：${list}`,
  progress: ({ step, unit, done, total }: SyncProgress, bytes: (count: number) => string): string =>
    `${lists[step]} ${unit === 'octets' ? `${bytes(done)} / ${bytes(total)}` : `${done} / ${total} 条`}`,
};

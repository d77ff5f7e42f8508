import type { PlatformListKind, PlatformListView, PlatformView } from '../shared/model/platform.ts';

const KINDS: Readonly<Record<PlatformListKind, string>> = {
  trustList: '信任列表 trust list',
  revocationList: '撤销列表 revocation list',
  sealStatus: '印章状态 seal states',
};

/** What people read of a platform: how it stands, and of each list number and age. */
export function platformLines(view: PlatformView): string[] {
  const { id, name, profile, url, lastSyncAt, lists } = view;
  const synced = lastSyncAt === null ? '从未同步 never synchronised' : `已同步 ${lastSyncAt}`;
  return [`${name}  [${id}]  ${profile}  ${url}`, `  ${reach(view)}${synced}`, ...lists.map(lineOf)];
}

const reach = ({ online }: PlatformView): string => (online === false ? '离线 offline  ' : '');

function lineOf({ kind, id, number, issuedAt, nextUpdate }: PlatformListView): string {
  return `  ${KINDS[kind]}${id === '' ? '' : ` ${id}`}  截至 ${issuedAt}  编号 ${number}  下次更新 ${nextUpdate}`;
}

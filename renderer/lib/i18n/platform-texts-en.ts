import type { PlatformListKind } from '../../../electron/shared/model/platform-view.ts';
import type { platformTextsZhCn } from './platform-texts-zh-cn.ts';

const lists: Readonly<Record<PlatformListKind, string>> = {
  trustList: 'Trust list',
  revocationList: 'Revocation list',
  sealStatus: 'Seal states',
};

/** Translation of the Chinese texts. */
export const platformTextsEn: typeof platformTextsZhCn = {
  title: 'In step with the platform',
  none: 'No platform is set up',
  noneText:
    'Put the platforms.json that the platform gives out into the program’s data folder, and start the program again.',
  status: {
    none: 'Platform not set up',
    never: 'Platform not synchronised yet',
    syncing: 'Platform synchronising…',
    synced: (time) => `Platform synchronised ${time}`,
    offline: (time) => (time === null ? 'Platform offline' : `Platform offline · synchronised ${time}`),
    problem: (time) =>
      time === null ? 'Platform: problem synchronising' : `Platform: problem · synchronised ${time}`,
    several: (text, count) => `${text} (${count} platforms)`,
  },
  syncNow: 'Synchronise now',
  cancel: 'Stop synchronising',
  lastSync: 'Last complete synchronisation',
  lastAttempt: 'Last attempt',
  address: 'Address',
  never: 'never',
  lists,
  listName: (kind, id) => (id === '' ? lists[kind] : `${lists[kind]} ${id}`),
  listAsOf: (time, number) => `as of ${time}, number ${number}`,
  nextUpdate: (time) => `next update ${time}`,
  overdue: (time) => `was to be renewed ${time}, overdue`,
  problem: 'The last synchronisation did not bring everything',
  problemWith: (list) => `The last synchronisation did not bring everything: ${list}`,
  progress: ({ step, unit, done, total }, bytes) =>
    `${lists[step]} ${unit === 'octets' ? `${bytes(done)} / ${bytes(total)}` : `${done} / ${total}`}`,
};

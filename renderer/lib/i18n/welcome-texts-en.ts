import type { welcomeTextsZhCn } from './welcome-texts-zh-cn.ts';

export const welcomeTextsEn: typeof welcomeTextsZhCn = {
  title: 'First start',
  key: 'USB key',
  noKeyNext: 'Plug in a USB key to seal; opening and verifying need none.',
  keyNext: 'Its seals, certificates and PIN are under Seals.',
  platform: 'Seal platform',
  noPlatformNext:
    'Sealing and verifying work without one, but whether a seal was suspended or cancelled is not known.',
  rules: (title) => `goes by 《${title}》`,
  rulesDraft: (title, term) => `goes by 《${title}》 (${term}, a draft, not in force)`,
  rulesUnknown: 'The rules of the platform are not known here: no sealing for now.',
  classified: 'Not for state secrets',
  classifiedText: 'This app is not for files with state secrets, nor for systems that handle them.',
  show: 'Show',
  understood: 'Understood',
};

import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of the settings. */
export const settingsTexts = {
  title: text('设置', 'Settings'),
  language: text('语言', 'Language'),
  languages: {
    'zh-CN': text('简体中文', '简体中文'),
    en: text('English', 'English'),
  },
  theme: text('外观', 'Appearance'),
  themes: {
    system: text('跟随系统', 'As the system'),
    light: text('浅色', 'Light'),
    dark: text('深色', 'Dark'),
  },
  work: {
    title: text('使用习惯', 'How you work'),
    textSize: text('文字大小', 'Text size'),
    pattern: text('盖章文件的命名', 'Names of sealed files'),
    usual: text('默认命名', 'the usual names'),
    patternHint: text(
      '可用 {name}、{date}、{time}、{number}，如 {name}_已盖章_{date}；留空为默认命名。窗口、批量盖章和命令行都按此命名。',
      'May hold {name}, {date}, {time} and {number}, such as {name}_sealed_{date}; empty for the usual names. Window, queue and command line go by it.',
    ),
    save: text('保存', 'Save'),
    preset: text('默认预设', 'Usual preset'),
    noPreset: text('不使用', 'none'),
    presetHint: text(
      '没有另外指定位置时按默认预设盖章；窗口打开文件后会先提出来，由您确认。',
      'Seals and places of this preset are used unless you name others; the window offers them when a document is opened.',
    ),
    byAdministrator: text('由管理员设定', 'Set by the administrator'),
  },
  support: {
    title: text('诊断包', 'Support bundle'),
    hint: text(
      '供技术支持查找问题。不含口令、文件内容和台账；姓名、单位、印章名、文件名已去除，序列号和文件夹只留能区分的部分。保存前可逐项查看、取消。',
      'For support staff who look for a problem. It holds no PIN, no document and nothing of the register; names of people, firms, seals and files are removed, serial numbers and folders shortened. Look at each part, and leave out what you like, before you save it.',
    ),
    preview: text('查看内容', 'Show what goes into it'),
    gathering: text('正在收集…', 'Gathering…'),
    save: text('保存诊断包…', 'Save the bundle…'),
    saved: text(
      '已保存。请自行交给技术支持；程序不会发送。',
      'Saved. Hand it to support yourself; the program sends nothing.',
    ),
    empty: text('（空）', '(empty)'),
    parts: {
      system: text('版本与系统', 'Versions and system'),
      drivers: text('驱动与 Key 的状态', 'Drivers and the state of keys'),
      platforms: text('平台的同步情况', 'Synchronisation with platforms'),
      settings: text('设置', 'Settings'),
      problems: text('最近的错误代码', 'Recent error codes'),
    },
  },
  updates: {
    title: text('更新', 'Updates'),
    hint: text(
      '检查有没有新版本。安装包下载后先核验签名；程序不会自己安装，由您或管理员安装。不联网的电脑可以导入管理员给的更新包。',
      'Looks for a newer version. A package is checked before it is kept; the program installs nothing, you or an administrator do. A computer without a network can import a bundle from the administrator.',
    ),
    check: text('检查更新', 'Look for updates'),
    checking: text('正在检查…', 'Looking…'),
    download: text('下载安装包', 'Download the package'),
    downloading: text('正在下载…', 'Downloading…'),
    import: text('导入更新包…', 'Import a bundle…'),
    show: text('打开安装包所在文件夹', 'Show the package in its folder'),
    newest: text(
      (current: string) => `当前版本 ${current} 已是最新版本。`,
      (current: string) => `This is the newest version, ${current}.`,
    ),
    later: text(
      (current: string) => `有新版本正在分批发布，还没有轮到这台电脑。当前版本 ${current} 可以继续使用。`,
      (current: string) =>
        `A newer version goes out step by step and is not for this computer yet. Go on with version ${current}.`,
    ),
    current: text(
      (current: string) => `当前版本 ${current}`,
      (current: string) => `Now in use: version ${current}`,
    ),
    news: text(
      (news: string) => `更新内容：${news}`,
      (news: string) => `What is new: ${news}`,
    ),
    found: text(
      (version: string, day: string, size: string) => `新版本 ${version}（${day}，${size}）`,
      (version: string, day: string, size: string) => `Version ${version} (${day}, ${size})`,
    ),
    kept: text(
      (file: string) =>
        `安装包 ${file} 已下载，签名核验通过。请先做完手头的工作、关闭本程序，再打开文件夹运行它；没有安装权限时请交给管理员。`,
      (file: string) =>
        `The package ${file} was downloaded, and its signatures are right. Finish your work and close the program before you run it from its folder; without the right to install, hand it to an administrator.`,
    ),
  },
  personalData: text('个人信息', 'Personal data'),
  personalDataText: text(
    '本机保存的个人信息只用于下列目的，不会自动发送给任何人；申请、挂失和用印登记按规定发送给印章平台。',
    'Personal data on this computer serve only the purposes below. Applications, loss reports and the register go to the seal platform as the rules demand, and to nobody else.',
  ),
  personalWhat: text('内容', 'What'),
  personalWhy: text('用途', 'Why'),
  personalKept: text('保存期限', 'Kept'),
  personalPlace: text('位置（数据目录内）', 'Where (in the data folder)'),
  trust: nameOf('trustFolder'),
  trustText: text(
    '验章时信任这个文件夹里的根证书，并使用其中的撤销列表。',
    'Verification trusts the root certificates in this folder and uses its revocation lists.',
  ),
  certificates: text('证书', 'Certificates'),
  trustCertificates: text(
    (count: number) => `${count} 张证书`,
    (count) => (count === 1 ? '1 certificate' : `${count} certificates`),
  ),
  showTrust: text('打开信任目录', 'Open the trust folder'),
  about: text('关于印签台', 'About SealDesk'),
  version: text('版本', 'Version'),
  runtime: text('运行环境', 'Runtime'),
  runtimeOfficial: text(
    (version: string) => `Electron ${version}（正式版本）`,
    (version) => `Electron ${version} (official release)`,
  ),
  runtimeFallback: text(
    (version: string) => `Electron ${version}（开发和测试用的替代版本）`,
    (version) => `Electron ${version} (stand-in for development and tests)`,
  ),
  components: text('组件', 'Components'),
  home: nameOf('dataFolder'),
  demo: text('演示环境', 'Demonstration'),
  demoText: text(
    '现在是演示环境：印章和证书均为样品，没有法律效力。',
    'This is the demonstration: seals and certificates are samples without legal effect.',
  ),
  missing: text('缺少的部分', 'Missing parts'),
  missingPieces: {
    softTokenModule: text(
      '没有演示用的软件 Key：本机缺少 C 编译器，无法编译。打开和验章不受影响。安装编译器后重新启动即可。',
      'The demonstration’s software key is missing: this computer has no C compiler to build it. Opening and verifying still work. Install a compiler and start again.',
    ),
    tokenHost: text(
      'USB Key 服务无法启动，暂时不能盖章。打开和验章不受影响，请重新安装本程序。',
      'The USB key service cannot start, so sealing does not work for now. Opening and verifying do. Please reinstall.',
    ),
    demoWorld: text(
      '数据目录里的 world.json 已损坏，无法读取。打开文档不受影响；请从备份恢复这个文件后重新启动。',
      'The file world.json of the data folder is damaged. Opening documents works; restore the file from a backup and start again.',
    ),
    trustFolder: text(
      '信任目录不存在，验章时无法确认发证机构。',
      'The trust folder does not exist; issuers cannot be confirmed.',
    ),
    register: text(
      '本机的用印台账无法使用：数据库组件缺失，或台账文件夹无法写入。打开和验章不受影响；在此期间的用印请按规定另行登记。',
      'The register of seal uses cannot be used: its database component is missing, or its folder cannot be written. Opening and verifying work; record seal uses by other means until then.',
    ),
    registerEntries: text(
      '用印台账数据库已损坏，已移到旁边保存；有备份时已用最近一次备份代替，并补回了能读取的记录。请到“台账”核对最近的记录，缺少的可以从平台找回。',
      'The database of the register of seal uses was damaged and set aside; its newest backup took its place where there is one. What could be read of it was added. Check the latest entries in the register; missing ones can be brought back from the platform.',
    ),
  },
  classified: text('本程序不用于处理涉密文件。', 'Not for classified documents.'),
};

/** Texts of the first start. */
export const welcomeTexts = {
  title: text('第一次使用', 'First start'),
  key: nameOf('token'),
  noKeyNext: text(
    '插入 USB Key 后即可盖章；打开和验章不需要 Key。',
    'Plug in a USB key to seal; opening and verifying need none.',
  ),
  keyNext: text('印章、证书和口令都在“印章”里。', 'Its seals, certificates and PIN are under Seals.'),
  platform: nameOf('platform'),
  noPlatformNext: text(
    '没有平台也可以盖章和验章，只是不知道印章是否已停用、注销。',
    'Sealing and verifying work without one, but whether a seal was suspended or cancelled is not known.',
  ),
  rules: text(
    (title: string) => `适用${title}`,
    (title) => `follows ${title}`,
  ),
  rulesDraft: text(
    (title: string, term: string) => `平台按《${title}》（${term}，尚未施行）办理`,
    (title, term) => `follows 《${title}》 (${term}, a draft, not in force)`,
  ),
  rulesUnknown: text(
    '找不到平台适用的规定，暂不能盖章。',
    'The rules of the platform cannot be found, so nothing can be sealed for now.',
  ),
  classified: text('不用于涉密', 'Not for state secrets'),
  classifiedText: text(
    '本程序不用于处理涉及国家秘密的文件，也不用于涉密信息系统。',
    'This program is not for files with state secrets, nor for systems that handle them.',
  ),
  show: text('查看', 'Show'),
  understood: text('知道了', 'Got it'),
};

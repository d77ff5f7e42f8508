import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of USB keys and of what they hold. */
export const tokenTexts = {
  title: text('USB Key 与印章', 'USB keys and seals'),
  noSeals: text('USB Key 里没有印章', 'The USB key holds no seal'),
  noSealsText: text(
    '请在印章平台申领印章，或插入装有印章的 USB Key。',
    'Apply for a seal at the seal platform, or plug in the USB key that holds one.',
  ),
  relativeSize: text(
    '各印章按实际大小的比例显示。',
    'The seals are drawn in proportion to their true sizes.',
  ),
  details: text('详情', 'Details'),
  detailsOf: text(
    (label: string) => `${label} 的详情`,
    (label) => `Details of ${label}`,
  ),
  pinLine: text(
    (state: string) => `口令：${state}`,
    (state) => `PIN: ${state}`,
  ),
  failing: text(
    (count: number) => `有 ${count} 个驱动暂时不能用，程序会自动再试；其他 USB Key 不受影响。`,
    (count) =>
      `${count === 1 ? '1 driver does' : `${count} drivers do`} not work at present and will be tried again; other USB keys are not affected.`,
  ),
  seeFailing: text('查看原因', 'See why'),
  ended: text('运行中出过错的驱动', 'Drivers that failed while they worked'),
  endedTimes: text(
    (count: number, time: string) => `共 ${count} 次，最近一次 ${time}`,
    (count, time) => `${count === 1 ? 'once' : `${count} times`}, last at ${time}`,
  ),
  triedAgain: text(
    '出错的驱动会自动重试，间隔逐次加长，最长一分钟。',
    'A driver that fails is tried again by itself, after pauses that grow to a minute.',
  ),
  emptyTitle: text('没有插入 USB Key', 'No USB key is plugged in'),
  emptyText: text(
    '插入 USB Key 后，这里显示它的状态、证书和印章。',
    'Plug in a USB key to see its state, certificates and seals here.',
  ),
  serial: text('序列号', 'Serial number'),
  maker: text('厂商', 'Maker'),
  driver: text('驱动', 'Driver'),
  driverChoice: text('使用的驱动', 'Driver to use'),
  driverByRule: text(
    (module: string) => `自动选择（现为 ${module}）`,
    (module) => `Choose automatically (now ${module})`,
  ),
  driverOption: text(
    (kind: string, module: string) => `${kind} · ${module}`,
    (kind, module) => `${kind} · ${module}`,
  ),
  driverChoiceHint: text(
    '有不止一个驱动认出了这个 Key。通常不必更改；若盖章或输入口令出错，可换一个试试。',
    'More than one driver shows this key. There is usually no need to change this; try another one if sealing or the PIN fails.',
  ),
  pinOk: text('正常', 'In order'),
  pinLow: text('输错过，剩余次数不多', 'Wrong PIN typed recently, few tries left'),
  pinLast: text('只剩最后一次', 'Only the last try is left'),
  pinLocked: text('已锁定', 'Locked'),
  certificates: text('证书', 'Certificates'),
  holder: nameOf('holder'),
  validity: text('有效期', 'Validity'),
  period: text(
    (from: string, to: string) => `${from} 至 ${to}`,
    (from, to) => `${from} to ${to}`,
  ),
  algorithm: text('算法', 'Algorithm'),
  none: text('无', 'None'),
  states: {
    ready: text('已插入', 'plugged in'),
    pinLocked: text('已锁定', 'locked'),
    pinNotSet: text('未设置口令', 'no PIN yet'),
    pinMustChange: text('需修改初始口令', 'initial PIN to be changed'),
    notInitialised: text('未初始化', 'not initialised'),
    noCertificate: text('没有证书', 'no certificate'),
    failed: text('读取失败', 'cannot be read'),
  },
  hostEnded: {
    crashed: text(
      (module: string) =>
        `USB Key 驱动意外退出，已自动重新启动：${module}。其他驱动不受影响；如有用它进行中的盖章，没有生成文件，请重新操作。`,
      (module) =>
        `A USB key’s driver ended unexpectedly and was restarted: ${module}. Other drivers are not affected. Sealing that was under way with it left no file; please seal again.`,
    ),
    timedOut: text(
      (module: string) =>
        `USB Key 驱动没有响应，已被结束并重新启动：${module}。其他驱动不受影响；如有用它进行中的盖章，没有生成文件，请重新操作。`,
      (module) =>
        `A USB key’s driver did not answer and was restarted: ${module}. Other drivers are not affected. Sealing that was under way with it left no file; please seal again.`,
    ),
  },
};

/** Texts of the driver check, which people read out to a help desk. */
export const driverTexts = {
  open: text('驱动检测', 'Check drivers'),
  back: text('返回 USB Key', 'Back to the USB keys'),
  title: text('驱动检测', 'Driver check'),
  intro: text(
    '逐个检查本机的 USB Key 驱动，不登录任何 Key。可以照着念给技术支持，或导出报告发给他们（报告不含姓名、印章和完整序列号）。',
    'Checks each USB key driver on this computer without logging in to any key. Read it out to technical support, or export the report for them (it holds no names, no seals and no complete serial numbers).',
  ),
  again: text('重新体检', 'Check again'),
  working: text('正在检查驱动…', 'Checking the drivers…'),
  failed: text('体检没有完成', 'The check was not completed'),
  save: text('导出体检报告', 'Export the report'),
  saved: text(
    '体检报告已导出，其中没有姓名、印章和完整的序列号。',
    'The report was exported. It holds no names, no seals and no complete serial numbers.',
  ),
  pick: text('添加驱动文件', 'Add a driver file'),
  pickHint: text(
    '列表里没有您的驱动？选择驱动文件（.dll、.so、.dylib），先测试再加入。',
    'Is your driver missing? Choose its file (.dll, .so, .dylib); it is tested before it is added.',
  ),
  picked: text('测试结果', 'What the test found'),
  added: text('已加入列表，以后会用它查找 USB Key。', 'Added: keys are looked for with it from now on.'),
  notAdded: text('没有加入列表。', 'Not added.'),
  madeAt: text(
    (time: string) => `检查时间 ${time}`,
    (time) => `Checked at ${time}`,
  ),
  system: text(
    (name: string, architecture: string, bits: number) => `${name} ${architecture}，${bits} 位程序`,
    (name, architecture, bits) => `${name} ${architecture}, ${bits}-bit program`,
  ),
  nothing: text('整体正常', 'In order as a whole'),
  states: {
    ready: text('可用', 'usable'),
    noToken: text('没有插入 Key', 'no key plugged in'),
    noReader: text('没有读卡器', 'no reader'),
    rejected: text('不能使用', 'not usable'),
    failed: text('出错', 'failed'),
  },
  origin: text('来源', 'From'),
  origins: {
    known: text('内置列表', 'built-in list'),
    registry: text('系统注册表', 'the system’s registry'),
    environment: text('环境变量', 'environment variable'),
    user: text('您添加的', 'added by you'),
    world: text('演示环境', 'demonstration'),
  },
  kind: text('接口', 'Interface'),
  kinds: {
    pkcs11: text('PKCS#11', 'PKCS#11'),
    skf: text('SKF（GM/T 0016）', 'SKF (GM/T 0016)'),
  },
  product: text('产品', 'Product'),
  file: text('文件', 'File'),
  header: text('文件类型', 'File type'),
  headerText: text(
    (system: string, machines: string) => `${system} ${machines}`,
    (system, machines) => `${system} ${machines}`,
  ),
  machine: text(
    (bits: number, architecture: string) => `${bits} 位 ${architecture}`,
    (bits, architecture) => `${bits}-bit ${architecture}`,
  ),
  library: text('驱动信息', 'Driver information'),
  slots: text('插槽', 'Slots'),
  slot: text(
    (number: number, description: string, state: string) => `[${number}] ${description}：${state}`,
    (number, description, state) => `[${number}] ${description}: ${state}`,
  ),
  slotStates: {
    empty: text('空', 'empty'),
    token: text('有 Key', 'key plugged in'),
    notRecognised: text('卡不属于这个驱动', 'card of another driver'),
    unreadable: text('读取失败', 'cannot be read'),
  },
  tokens: text('Key', 'Key'),
  token: text(
    (label: string, serial: string) => `${label}（${serial}）`,
    (label, serial) => `${label} (${serial})`,
  ),
  profile: text('签名方式', 'Way of signing'),
  noProfile: text('未知', 'unknown'),
  tokenState: text('状态', 'State'),
  systems: {
    windows: text('Windows', 'Windows'),
    linux: text('Linux', 'Linux'),
    macos: text('macOS', 'macOS'),
  },
  usable: text('可以盖章', 'can seal'),
};

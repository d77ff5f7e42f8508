/**
 * What an administrator reads of each setting, in Chinese and English: its name, what it does, and its choices. A choice without
 * words is a number of percent. Every member of the schema has a line here.
 */
export const policyWords = {
  language: {
    name: ['界面语言', 'Language'],
    help: ['固定窗口和命令行的语言。', 'Fixes the language of the window and the command line.'],
    choices: { 'zh-CN': ['中文', 'Chinese'], en: ['英文', 'English'] },
  },
  theme: {
    name: ['外观', 'Appearance'],
    help: ['固定浅色、深色或随系统。', 'Fixes light, dark, or what the system has.'],
    choices: {
      system: ['随系统', 'as the system'],
      light: ['浅色', 'light'],
      dark: ['深色', 'dark'],
    },
  },
  textSize: {
    name: ['文字大小', 'Text size'],
    help: ['固定整个窗口的缩放。', 'Fixes how large the window shows everything.'],
  },
  outputPattern: {
    name: ['盖章后文件的命名', 'Names of sealed files'],
    help: [
      '由 {name}、{date}、{time}、{number} 和文字组成，例如 {name}_已盖章_{date}。',
      'Made of {name}, {date}, {time}, {number} and text, such as {name}_sealed_{date}.',
    ],
  },
  defaultPreset: {
    name: ['常用预设', 'Usual preset'],
    help: [
      '没有另行选择时使用的预设的名称。',
      'The name of the preset that is used unless a person chooses another.',
    ],
  },
  approval: {
    name: ['盖章须经审批', 'Sealing needs an approval'],
    help: [
      '启用后，没有审批的文件一律不能盖章。不启用则由企业自己的规则决定。',
      'Where this is enabled nothing is sealed without an approval. Otherwise the rules of the enterprise decide.',
    ],
  },
  updates: {
    name: ['不检查更新', 'No updates'],
    help: [
      '启用后，程序不查找新版本，由管理员统一升级。',
      'Where this is enabled the program looks for no new versions; an administrator brings them.',
    ],
  },
  updateUrl: {
    name: ['更新来源', 'Source of updates'],
    help: [
      '更新镜像的 https 地址，代替程序自带的地址。信任根不变。',
      'The https address of a mirror of updates, in place of the program’s own. The root of trust stays the same.',
    ],
  },
  expiredUpdateBundles: {
    name: ['接受过期清单的离线更新', 'Offline updates after their time'],
    help: [
      '封闭网络使用：离线更新包的清单过期后仍可使用；版本和签名照常检查。',
      'For closed networks: bundles of updates count after the time of their list. Versions and signatures are checked all the same.',
    ],
  },
  modules: {
    name: ['USB Key 驱动', 'Drivers of USB keys'],
    help: [
      '驱动文件的完整路径，每行一个。代替个人设置的驱动。',
      'Whole paths of drivers, one a line, in place of those that a person has set.',
    ],
  },
  platforms: {
    name: ['印章平台', 'Seal platforms'],
    help: [
      '平台的设置，JSON，格式同 platforms.json。个人仍须核对根证书指纹后绑定。',
      'The settings of the platforms as JSON, as in platforms.json. A person still compares the root’s fingerprint and binds.',
    ],
  },
};

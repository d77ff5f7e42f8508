/** What the window says at its first start. */
export const welcomeTextsZhCn = {
  title: '第一次使用',
  key: 'USB Key',
  noKeyNext: '插入 USB Key 后即可盖章；打开和验章不需要 Key。',
  keyNext: '印章、证书和口令都在“印章”里。',
  platform: '印章平台',
  noPlatformNext: '没有平台也可以盖章和验章，只是不知道印章是否已停用、注销。',
  rules: (title: string): string => `适用《${title}》`,
  rulesDraft: (title: string, term: string): string => `平台按《${title}》（${term}，尚未施行）办理`,
  rulesUnknown: '找不到平台适用的规定，暂不能盖章。',
  classified: '不用于涉密',
  classifiedText: '本程序不用于处理涉及国家秘密的文件，也不用于涉密信息系统。',
  show: '查看',
  understood: '知道了',
};

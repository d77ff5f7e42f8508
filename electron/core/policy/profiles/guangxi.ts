import type { PolicyProfile } from '../../../shared/model/policy-profile.ts';
import { SHARED_LIMITS } from './shared-limits.ts';

/** 桂数发〔2022〕10号, a trial (试行) without an end. */
export const GUANGXI: PolicyProfile = {
  id: 'guangxi',
  jurisdiction: { zh: '广西', en: 'Guangxi' },
  title: '广西壮族自治区企业电子印章管理办法（试行）',
  issuer: '广西壮族自治区大数据发展局',
  documentNumber: '桂数发〔2022〕10号',
  source: 'text',
  status: 'trial',
  draftTerm: null,
  issuedOn: null,
  effectiveFrom: '2022-06-01',
  effectiveTo: null,
  supersededBy: null,
  supersedes: [],
  lapses: null,
  possiblyLapsed: null,
  rules: {
    sealKinds: { clauses: ['第二条'], kinds: ['法定名称章', '法定代表人章', '业务专用章'], asSet: false },
    dataFormat: { clauses: ['第二十四条'], text: '支持国产密码算法和文档格式标准' },
    picture: {
      clauses: ['第十七条'],
      match: 'essentiallyAsPhysical',
      platformMade: false,
      confirmedBeforeUse: false,
    },
    storage: null,
    validity: { clauses: ['第十八条'], months: 12, asCertificate: 'always', asPhysicalSeal: false },
    renewal: { clauses: ['第十八条'], daysBefore: 30, daysAfter: 0, by: 'holder' },
    pin: { clauses: ['第二十条'], change: 'byApplication', regularly: false, resetByApplication: true },
    idle: null,
    // 第二十二条 lets the holder choose between a suspension and a new seal.
    replacement: {
      clauses: ['第二十一条', '第二十二条'],
      reasons: ['dataChange', 'lapsed', 'outOfControl', 'other'],
      asFirstSeal: false,
      former: 'voidWhenReplaced',
    },
    cancellation: {
      clauses: ['第二十二条'],
      reasons: ['dissolved', 'lapsed', 'outOfControl', 'other'],
      writtenApplication: false,
      atOnce: true,
    },
    suspension: { clauses: ['第二十二条'], text: '企业注销以及印章失效、失控的，选择停用或重新申领' },
    // 选择停用或重新申领: a seal that is only suspended can come back.
    lossReport: { clauses: ['第二十二条'], withdrawal: true },
    afterEnd: {
      clauses: ['第二十二条'],
      text: '失效后无法继续使用，只保留其失效前相关操作记录和签章电子材料的有效性验证',
    },
    approval: { clauses: ['第十九条'], demand: 'always' },
    fourEyes: null,
    register: { clauses: ['第十九条'] },
    keeper: { clauses: ['第十九条', '第二十条'], text: '建立健全管理制度，妥善保管电子印章的保护口令' },
    delegation: null,
    papers: { clauses: ['第十五条', '第二十五条'], text: '申领时完成企业信息核验' },
    enterpriseData: { clauses: ['第二十五条'], checkedWhenUsing: true },
    copies: { clauses: ['第四条'], notice: '经打印或其他电子格式转换，视同复印件' },
    archive: null,
    archiveStamp: null,
    disputes: null,
    records: null,
    connectedSystems: {
      clauses: ['第十条', '第十二条', '第二十六条'],
      text: '经审核同意后接入，支持平台的所有企业电子印章，符合信息系统安全等级保护要求',
    },
    conditions: null,
    stateSecrets: null,
  },
  // 第二十五条 wants the enterprise checked when the seal is used. A day bridges a broken line, and no more. 第十九条 wants
  // approval strictly (严格用章审批): one that cannot be claimed at the platform is not used.
  limits: { ...SHARED_LIMITS, enterpriseDataHours: 24, unclaimedApprovals: 'refused' },
  terms: { register: '用章登记', approval: '用章审批', owner: '持有人' },
};

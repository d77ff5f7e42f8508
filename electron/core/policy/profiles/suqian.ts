import type { PolicyProfile } from '../../../shared/model/policy-profile.ts';
import { SHARED_LIMITS } from './shared-limits.ts';

/**
 * 宿政规发〔2024〕8号. The text at hand has lost most of its numerals; they are counted back from 第二十四条. From
 * 2024-09-10 until it took effect, the text was followed by reference (参照执行).
 */
export const SUQIAN: PolicyProfile = {
  id: 'suqian',
  jurisdiction: { zh: '宿迁', en: 'Suqian' },
  title: '宿迁市企业电子印章管理办法',
  issuer: '宿迁市人民政府',
  documentNumber: '宿政规发〔2024〕8号',
  source: 'text',
  status: 'inForce',
  draftTerm: null,
  issuedOn: null,
  effectiveFrom: '2024-12-01',
  effectiveTo: '2029-11-30',
  supersededBy: null,
  supersedes: [],
  lapses: null,
  possiblyLapsed: null,
  rules: {
    sealKinds: { clauses: ['第四条'], kinds: ['电子公章', '电子职务章', '电子私章'], asSet: false },
    dataFormat: { clauses: ['第十四条'], text: '遵循国家电子印章数据格式规范标准' },
    picture: {
      clauses: ['第十四条'],
      match: 'identical',
      platformMade: false,
      confirmedBeforeUse: false,
    },
    // 电子印章、数字证书和密钥等关联数据信息应当妥善存储在政务云系统的专用设备内: this includes the seal itself.
    storage: { clauses: ['第十六条'], sealInDevice: true, governmentCloud: true },
    validity: { clauses: ['第十七条'], months: null, asCertificate: 'whereBound', asPhysicalSeal: true },
    renewal: { clauses: ['第十七条'], daysBefore: null, daysAfter: null, by: 'holder' },
    pin: { clauses: ['第二十一条'], change: 'free', regularly: true, resetByApplication: true },
    idle: null,
    replacement: {
      clauses: ['第二十二条'],
      reasons: ['nameChange', 'representativeChange', 'damage', 'physicalSealChanged', 'other'],
      asFirstSeal: true,
      former: 'cancelled',
    },
    cancellation: {
      clauses: ['第二十三条'],
      reasons: ['dissolved', 'merged', 'renamed', 'licenceRevoked', 'other'],
      writtenApplication: true,
      atOnce: false,
    },
    suspension: {
      clauses: ['第十四条', '第十七条', '第二十三条'],
      text: '材料不真实、实物印章被注销或撤销、企业依法注销或被吊销的，及时停用',
    },
    lossReport: null,
    afterEnd: { clauses: ['第十七条'], text: '实物印章被注销或撤销的，及时停用、注销其电子印章并予以标注' },
    approval: { clauses: ['第十九条'], demand: 'mayBeAsForPhysicalSeal' },
    fourEyes: null,
    register: null,
    keeper: { clauses: ['第十九条'], text: '建立内部管理制度，明确电子印章的保管人和使用流程规范' },
    delegation: { clauses: ['第十二条'], text: '领取后可以授权其他人使用，被授权人可登录平台领取下载并使用' },
    papers: {
      clauses: ['第十二条', '第二十一条', '第二十三条'],
      text: '单位的合法证明材料，经办人的有效身份证明材料和联系方式',
    },
    enterpriseData: null,
    copies: null,
    archive: { clauses: ['第六条'], text: '加盖电子印章的电子文档按照电子档案的相关规定归档' },
    archiveStamp: null,
    disputes: { clauses: ['第二十八条'], text: '平台提供异议电子印章的验签服务并依法提供相关的电子数据' },
    records: { clauses: ['第十八条', '第二十四条'], text: '制章数据防篡改；制作与使用的独立审计' },
    connectedSystems: { clauses: ['第二十五条'], text: '信息系统安全等级保护三级或以上' },
    conditions: { clauses: ['第三条'], text: '谁持有、谁使用、谁负责' },
    stateSecrets: null,
  },
  limits: SHARED_LIMITS,
  terms: { register: '用印台账', approval: '用印审批', owner: '持有人' },
};

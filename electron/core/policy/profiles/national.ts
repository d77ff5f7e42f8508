import type { PolicyProfile } from '../../../shared/model/policy-profile.ts';
import { SHARED_LIMITS } from './shared-limits.ts';

/**
 * 国办发〔2025〕33号, dated 2025-09-27 and published on 2025-10-09. The text was not at hand: this is what official answers
 * and summaries say of it, with the articles that they name and no other. A platform names it, or a platform's statement
 * does; it takes the place of no regional regulation by itself.
 */
export const NATIONAL: PolicyProfile = {
  id: 'national',
  jurisdiction: { zh: '全国', en: 'National' },
  title: '电子印章管理办法',
  issuer: '国务院办公厅',
  documentNumber: '国办发〔2025〕33号',
  source: 'secondary',
  status: 'inForce',
  draftTerm: null,
  issuedOn: '2025-09-27',
  effectiveFrom: '2025-10-09',
  effectiveTo: null,
  supersededBy: null,
  supersedes: [],
  lapses: null,
  possiblyLapsed: null,
  rules: {
    sealKinds: {
      clauses: ['第三条'],
      kinds: ['法定名称章', '内设机构章', '分支机构章', '业务专用章', '个人名章'],
      asSet: false,
    },
    dataFormat: {
      clauses: ['第二条'],
      text: '基于密码技术，以特定格式数据表示，含印章图像、名称、所有者、数字证书及与其绑定的签名制作数据',
    },
    picture: null,
    storage: null,
    validity: null,
    renewal: null,
    pin: null,
    idle: null,
    // 重新制作. The text was not at hand: its article is not known, and another reason is not ruled out.
    replacement: {
      clauses: [],
      reasons: ['validityOver', 'carrierDamaged', 'carrierLost', 'creationDataLeaked', 'other'],
      asFirstSeal: false,
      former: null,
    },
    cancellation: {
      clauses: ['第十八条'],
      reasons: [
        ...(['renamed', 'dissolved', 'withdrawn', 'licenceRevoked', 'bankrupt'] as const),
        ...(['divided', 'merged', 'noLongerUsed'] as const),
      ],
      writtenApplication: false,
      atOnce: false,
    },
    suspension: null,
    lossReport: null,
    afterEnd: { clauses: ['第十八条'], text: '注销的印章标识为无效' },
    approval: null,
    fourEyes: null,
    register: { clauses: [] },
    keeper: {
      clauses: ['第二十一条'],
      text: '谁所有、谁控制，谁签章、谁负责；所有者建立管理制度，妥善保管，按规定使用',
    },
    delegation: null,
    papers: null,
    enterpriseData: null,
    copies: null,
    archive: { clauses: [], text: '加盖电子印章的电子文件按照电子档案的相关规定归档' },
    archiveStamp: null,
    disputes: null,
    records: { clauses: ['第十七条'], text: '印章制作后备案；停用、恢复等状态变更由所有者及时报送备案' },
    connectedSystems: {
      clauses: ['第二十七条'],
      text: '符合办法的电子印章，机关和公共服务企业的系统应予认可',
    },
    conditions: { clauses: ['第五条'], text: '与实物印章具有同等效力，法律、行政法规规定不适用的除外' },
    stateSecrets: { clauses: [], text: '涉及国家秘密的，按照国家保密管理相关规定执行' },
  },
  limits: SHARED_LIMITS,
  terms: { register: '用印台账', approval: '用印审批', owner: '所有者' },
};

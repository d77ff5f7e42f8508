import { COUNTERPARTY, HOLDER, type CompanyProfile } from '../companies.ts';

/** One part of the contract, drawn from top to bottom. */
export type ContractBlock =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'clause'; readonly text: string }
  | { readonly kind: 'party'; readonly lines: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  /** The places for both parties' seals; always begins a page. */
  | { readonly kind: 'signatures'; readonly parties: readonly SigningParty[] };

export interface SigningParty {
  readonly role: string;
  readonly company: CompanyProfile;
}

export const CONTRACT_TITLE = '设备采购合同';
export const CONTRACT_NUMBER = 'SD-DEMO-0001';

const heading = (text: string): ContractBlock => ({ kind: 'heading', text });
const clause = (text: string): ContractBlock => ({ kind: 'clause', text });

function party(role: string, company: CompanyProfile): ContractBlock {
  return {
    kind: 'party',
    lines: [
      `${role}：${company.name}`,
      `统一社会信用代码：${company.taxNumber}`,
      `法定代表人：${company.legalRepresentative}`,
      `住所：${company.address}　　电话：${company.phone}`,
      `开户银行：${company.bank}　　账号：${company.account}`,
    ],
  };
}

const GOODS = [
  ['序号', '货物名称', '规格型号', '数量', '单价（元）', '金额（元）'],
  ['1', '工业级文档扫描仪', 'YF-S600', '12 台', '6,800.00', '81,600.00'],
  ['2', '智能密码钥匙', 'YF-K200', '60 支', '180.00', '10,800.00'],
  ['3', '高清签批屏', 'YF-P156', '8 台', '3,950.00', '31,600.00'],
  ['4', '档案级激光打印机', 'YF-L420', '6 台', '4,500.00', '27,000.00'],
  ['5', '安装调试与培训', '现场服务', '1 项', '9,000.00', '9,000.00'],
  ['合计', '人民币壹拾陆万元整', '', '', '', '160,000.00'],
] as const;

/** The sample contract. Its text says that it is a sample. */
export const CONTRACT_BLOCKS: readonly ContractBlock[] = [
  { kind: 'title', text: CONTRACT_TITLE },
  { kind: 'note', text: `合同编号：${CONTRACT_NUMBER}　　签订地点：广东省深圳市` },
  party('甲方（买方）', HOLDER),
  party('乙方（卖方）', COUNTERPARTY),
  clause(
    '根据《中华人民共和国民法典》及有关法律、法规的规定，甲乙双方本着平等、自愿、公平和诚实信用的原则，就甲方向乙方采购办公及电子签章配套设备事宜协商一致，订立本合同，共同遵守。',
  ),
  heading('第一条　货物名称、规格、数量及价款'),
  clause('乙方向甲方供应的货物名称、规格型号、数量、单价及金额如下：'),
  { kind: 'table', rows: GOODS },
  clause(
    '上述价款为含税总价，包括货物、包装、运输、装卸、保险、安装调试、培训及质量保证期内服务的全部费用，除双方另有书面约定外，甲方不再支付其他费用。',
  ),
  heading('第二条　质量标准'),
  clause(
    '货物应当为全新、未经使用的原装合格产品，符合国家标准、行业标准以及制造商公布的技术规格；涉及商用密码的产品，应当具有有效的商用密码产品认证证书。',
  ),
  clause(
    '乙方保证对货物享有完整的所有权，货物上不存在任何抵押、质押、查封或者其他权利负担，亦不侵犯第三人的知识产权。',
  ),
  heading('第三条　包装与运输'),
  clause(
    '乙方应当采用适合长途运输、防潮、防震的包装，因包装不善造成货物毁损、灭失的，由乙方承担责任。运输方式由乙方选择，运输费用由乙方承担，货物毁损、灭失的风险自甲方签收之日起转移至甲方。',
  ),
  heading('第四条　交货时间与地点'),
  clause(
    '乙方应当自本合同生效之日起三十日内，将全部货物一次性交付至甲方住所，并随货交付合格证、保修卡、使用说明书等全部资料。',
  ),
  clause('乙方应当在发货前三日将货物名称、数量、承运人及预计到达时间以书面或者电子邮件方式通知甲方。'),
  heading('第五条　验收'),
  clause(
    '甲方应当自收到货物之日起五个工作日内，按照本合同第一条、第二条的约定对货物的数量、外观进行验收，并在乙方完成安装调试后十个工作日内对性能进行验收。验收合格的，双方签署验收单；不合格的，乙方应当自收到通知之日起十日内更换或者修复，并承担由此产生的费用。',
  ),
  heading('第六条　付款方式'),
  clause('本合同生效后七个工作日内，甲方支付合同总价的百分之三十，计人民币肆万捌仟元整，作为预付款。'),
  clause('货物全部验收合格后十个工作日内，甲方支付合同总价的百分之六十五，计人民币壹拾万零肆仟元整。'),
  clause(
    '其余百分之五，计人民币捌仟元整，作为质量保证金，质量保证期届满且无未解决的质量问题的，甲方在十个工作日内无息付清。',
  ),
  clause('甲方每次付款前，乙方应当开具等额、合法、有效的增值税专用发票，并在发票上加盖发票专用章。'),
  heading('第七条　质量保证与售后服务'),
  clause(
    '质量保证期为二十四个月，自全部货物验收合格之日起计算。保证期内出现非人为原因的故障，乙方应当在接到通知后四小时内响应、二日内到达现场处理，维修、更换的费用由乙方承担。',
  ),
  clause(
    '同一货物在保证期内因同一故障维修两次仍不能正常使用的，乙方应当免费更换同型号或者性能不低于原型号的新品。',
  ),
  heading('第八条　保密'),
  clause(
    '任何一方对在订立、履行本合同过程中知悉的对方商业秘密及其他未公开信息负有保密义务，未经对方书面同意，不得向第三人披露。本条义务不因本合同的解除或者终止而失效。',
  ),
  heading('第九条　违约责任'),
  clause(
    '乙方逾期交货的，每逾期一日，按照逾期交付货物价款的万分之五向甲方支付违约金；逾期超过三十日的，甲方有权解除合同，乙方应当退还已收款项并赔偿损失。',
  ),
  clause('甲方逾期付款的，每逾期一日，按照逾期付款金额的万分之五向乙方支付违约金。'),
  heading('第十条　不可抗力'),
  clause(
    '因不可抗力不能履行本合同的，根据不可抗力的影响，部分或者全部免除责任，但是法律另有规定的除外。遭受不可抗力的一方应当及时通知对方，以减轻可能给对方造成的损失，并在合理期限内提供证明。',
  ),
  heading('第十一条　争议解决'),
  clause(
    '因本合同引起的或者与本合同有关的争议，双方应当协商解决；协商不成的，任何一方均可以向甲方所在地有管辖权的人民法院提起诉讼。',
  ),
  heading('第十二条　电子签章与合同生效'),
  clause(
    '双方同意以电子形式订立本合同。依照《中华人民共和国电子签名法》，可靠的电子签名与手写签名或者盖章具有同等的法律效力。',
  ),
  clause('本合同自双方在签章页加盖电子印章之日起生效。合同打印件视为复制件，以经验证有效的电子文件为准。'),
  clause('本合同未尽事宜，双方可以另行签订补充协议，补充协议与本合同具有同等效力。'),
  {
    kind: 'signatures',
    parties: [
      { role: '甲方', company: HOLDER },
      { role: '乙方', company: COUNTERPARTY },
    ],
  },
];

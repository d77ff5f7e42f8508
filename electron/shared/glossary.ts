import { text, type Bilingual } from './texts/bilingual.ts';

/** One thing with its one name in each language. */
interface Term {
  readonly name: Bilingual<string>;
  /** The meaning, and the name in code if that differs. */
  readonly meaning: string;
  /** The source of the Chinese word. */
  readonly source: string;
  /** Words that texts do not use for it. */
  readonly avoid?: RegExp;
}

const MEASURE = '国办发〔2025〕33号';
const SEAL_FORMAT = 'GB/T 38540-2020';

/**
 * The words of this program. Texts and code name a thing as this list does, and a test searches all texts for the
 * words to avoid. Regional sources are the regulations whose profiles ship with the program.
 */
const GLOSSARY = {
  seal: {
    name: text('电子印章', 'Electronic seal'),
    meaning:
      'Picture, name and validity of a seal with the certificates that may use it, signed by the seal maker.',
    source: `${MEASURE} 第二条`,
  },
  sealSignature: {
    name: text('电子签章', 'Seal signature'),
    meaning: 'The signature that seals a document. The act is 盖章 (to seal), its check 验章 (to verify).',
    source: SEAL_FORMAT,
  },
  ofd: {
    name: text('OFD', 'OFD'),
    meaning:
      'The national page format. It is sealed and verified as it is, and shown through a view (`view` in code): a PDF of its pages that nobody seals.',
    source: 'GB/T 33190-2016',
  },
  straddleSeal: {
    name: text('骑缝章', 'Seal across page edges'),
    meaning:
      'One seal of which each page shows a slice at its edge (`straddle` in code), so that no page can be exchanged.',
    source: 'usage of offices',
    avoid: /骑缝印|cross-page seal|paging seal/i,
  },
  placeList: {
    name: text('盖章清单', 'Places of the seal'),
    meaning:
      'The rows of one act: each a seal with the rule that places it: a point, a range of pages, a field, or across edges. Facing pages (对开) share one seal across the edge at which they meet.',
    source: 'this program',
  },
  verificationReport: {
    name: text('验章报告', 'Verification report'),
    meaning:
      'A verdict on paper or as JSON (`ReportDocument` in code). It is technical, and no expert opinion (鉴定意见) in a procedure.',
    source: 'this program',
    avoid: /鉴定|验证报告|被篡改/,
  },
  archiveStamp: {
    name: text('归档时间戳', 'Archive time stamp'),
    meaning:
      'A document time stamp over a document and what its seals rest on (certificates, lists, statements), by which a verdict stands after all certificates have ended.',
    source: 'ISO 32000-2 §12.8.4.3 and §12.8.5 (DSS, DocTimeStamp); the word is this program’s',
  },
  evidencePackage: {
    name: text('证据包', 'Evidence package'),
    meaning:
      'A zip file of a document with all that its verdict rests on, and the commands that repeat each check.',
    source: 'this program',
    avoid: /取证包|证据链包/,
  },
  sealMaker: {
    name: text('制章者', 'Seal maker'),
    meaning: 'Who makes seals and signs them.',
    source: SEAL_FORMAT,
    avoid: /制章机构|制章人|刻章/,
  },
  issuer: {
    name: text('发证机构', 'Issuer'),
    meaning: 'The authority that issues certificates and USB keys.',
    source: `${MEASURE} 第十二条: 电子认证服务机构`,
    avoid: /签发机构|颁发机构|Certification authority/i,
  },
  platform: {
    name: text('印章平台', 'Seal platform'),
    meaning:
      'The service of a jurisdiction that publishes the status of seals and takes applications and reports.',
    source: '广西 第三条',
  },
  token: {
    name: text('USB Key', 'USB key'),
    meaning:
      'The device that holds private keys, certificates and seals; 智能密码钥匙 in standards, `token` in code.',
    source: 'GM/T 0016',
    avoid: /智能密码钥匙|密码钥匙|UKey|U ?盾|令牌|加密锁|软 Key|把 Key|USB Keys?(?= [a-z])|dongle/,
  },
  pin: {
    name: text('保护口令', 'PIN'),
    meaning: 'What the holder types to use a USB key.',
    source: '中山 第十九条',
    avoid: /(?<!文件|权限)密码(?!设备|模块)|passcode|pass phrase/i,
  },
  documentPassword: {
    name: text('文件密码', 'Document password'),
    meaning:
      'What opens an encrypted PDF: the password for opening it (of the “user”), or the one for its permissions (权限密码, of the “owner” in ISO 32000).',
    source: 'ISO 32000-2 §7.6.4; usage of PDF software',
    avoid: /打开口令|权限口令|打开密码|用户密码/,
  },
  soPin: {
    name: text('管理员 PIN', 'SO PIN'),
    meaning:
      'The PIN with which a new PIN is set; handed out as the unlock code (解锁码). `unblock` in code.',
    source: 'PKCS#11, CKU_SO',
    avoid: /管理员口令|管理员密码|unblock/i,
  },
  holder: {
    name: text('持有人', 'Holder'),
    meaning: 'The enterprise or person to whom a seal belongs.',
    source: '中山 第十九条',
    avoid: /拥有者/,
  },
  owner: {
    name: text('所有者', 'Owner'),
    meaning:
      'The holder (持有人) as the national measure calls it; used where its rules apply and nowhere else.',
    source: '国办发〔2025〕33号 第二十一条, by summaries',
  },
  firstIssue: {
    name: text('申领', 'First issue'),
    meaning: 'Getting a seal for the first time (`enrolment` in code). Borrowing a shared USB key is 领用.',
    source: '广东 第7条',
    avoid: /领取(?:印章|证书|新章)|新领取的印章/,
  },
  existenceProof: {
    name: text('登记证明', 'Proof of existence'),
    meaning: 'A platform’s signed word that an entry of the register, and with it a file, existed at a time.',
    source: 'this program',
    avoid: /存在证明/,
  },
  driverCheck: {
    name: text('驱动检测', 'Driver check'),
    meaning:
      'Tells which drivers of USB keys load, what they find, and what to do (`driver doctor` in code).',
    source: 'usage of vendors',
    avoid: /驱动体检|驱动诊断/,
  },
  legalRepresentative: {
    name: text('法定代表人', 'Legal representative'),
    meaning: 'The person who acts for an enterprise by law.',
    source: '广东 第17条',
  },
  postHandover: {
    name: text('岗位交接', 'Handover of the post'),
    meaning:
      'The keeper’s post changes hands: keys, PINs, presets and open approvals, with a list (交接清单) that three people sign.',
    source: 'usage of offices',
    avoid: /职务移交|post transfer/i,
  },
  handingOver: {
    name: text('移交人', 'Handed over by'),
    meaning: 'The person who leaves the post.',
    source: 'usage of offices',
    avoid: /交出人/,
  },
  takingOver: {
    name: text('接收人', 'Taken over by'),
    meaning: 'The person who takes the post over and changes the PINs.',
    source: 'usage of offices',
    avoid: /接管人|交接人/,
  },
  witness: {
    name: text('监交人', 'Witnessed by'),
    meaning: 'The person who watches the handover and signs its list too.',
    source: 'usage of offices',
    avoid: /监交员|见证人/,
  },
  keeper: {
    name: text('保管人', 'Keeper'),
    meaning: 'The person who keeps a seal for its holder and seals with it.',
    source: '中山 第十九条',
    avoid: /保管员|custodian/i,
  },
  agent: {
    name: text('经办人', 'Agent'),
    meaning: 'The person who files applications for the holder.',
    source: '中山 第二十五条',
    avoid: /代办人|办理人/,
  },
  delegate: {
    name: text('被授权人', 'Authorised person'),
    meaning: 'A person whom the holder lets use a seal (授权, authorisation; `delegation` in code).',
    source: '宿迁 第十二条',
    avoid: /受托人|代理人|\bdelegat/i,
  },
  applicant: {
    name: text('申请人', 'Applicant'),
    meaning: 'The person who requests approval of a use of a seal.',
    source: '广东 第7条, of applications for a seal',
  },
  approver: {
    name: text('审批人', 'Approver'),
    meaning: 'The person who approves or rejects a request.',
    source: '广东 第14条',
    avoid: /批准人|审核人/,
  },
  user: {
    name: text('用印人', 'User'),
    meaning: 'The person who takes a shared USB key (领用) and returns it (归还).',
    source: 'this program',
    avoid: /使用人/,
  },
  counterpart: {
    name: text('相对方', 'Counterpart'),
    meaning: 'The other party of a sealed document.',
    source: '民法典, 合同编',
    avoid: /往来单位|counterparty|counterparties/i,
  },
  register: {
    name: text('用印台账', 'Register of seal uses'),
    meaning: 'The list of every use of a seal; a jurisdiction may have its own word, such as 用章登记.',
    source: '广西 第十九条',
    avoid: /台帐|\bledger\b/i,
  },
  binding: {
    name: text('平台绑定', 'Binding to a platform'),
    meaning:
      'The act by which a person has checked a platform and its root; sealing goes by what was bound. It ends by 解除绑定 (to unbind).',
    source: 'this program',
  },
  opening: {
    name: text('开立台账', 'Opening of a register'),
    meaning:
      'The act by which a holder binds a register and its key to a platform; nobody else adds to it then.',
    source: 'this program',
  },
  approval: {
    name: text('用印审批', 'Approval'),
    meaning: 'The decision of an enterprise on a request to use a seal (用印申请).',
    source: '广东 第14条',
  },
  countersignature: {
    name: text('平台确认签名', 'Countersignature'),
    meaning: 'The signature of a platform over the register: what was on record then exists.',
    source: 'this program',
    avoid: /会签|副署/,
  },
  suspended: {
    name: text('停用', 'Suspended'),
    meaning: 'The status of a seal that may not be used for now; it may be restored (恢复).',
    source: `${MEASURE} 第十七条`,
    avoid: /冻结|禁用|暂停(?:使用|用印|印章)/,
  },
  batch: {
    name: text('批次', 'Batch'),
    meaning:
      'Many documents that are sealed one after the other with one PIN entry (批量盖章). It can be paused (暂停) and gone on with (继续).',
    source: 'this program',
    avoid: /批处理|任务队列|断点续/,
  },
  void: {
    name: text('失效', 'Void'),
    meaning: 'The status of a seal that has no effect any more.',
    source: '广东 第16条',
  },
  renewal: {
    name: text('续期', 'Renewal'),
    meaning: 'A new certificate and seal before the present ones expire; the key stays.',
    source: '中山 第十七条',
    avoid: /延期|续费/,
  },
  replacement: {
    name: text('换领', 'Replacement'),
    meaning: 'A new seal in place of one that no longer fits.',
    source: '中山 第二十条',
    avoid: /换发/,
  },
  cancellation: {
    name: text('注销', 'Cancellation'),
    meaning: 'The end of a seal for good, and the application for it; the seal is then cancelled.',
    source: `${MEASURE} 第十八条`,
    avoid: /销毁/,
  },
  lossReport: {
    name: text('挂失', 'Loss report'),
    meaning: 'The report that a seal or its USB key is lost; it stops the seal on this computer at once.',
    source: '中山 第二十条: 遗失',
    avoid: /报失/,
  },
  lossClaim: {
    name: text('挂失申报中', 'Reported lost, not decided'),
    meaning: 'A loss report that is authorised and that no officer has decided on; `claim` in code.',
    source: 'this program',
  },
  lateEvent: {
    name: text('迟到的公告', 'Late notice'),
    meaning:
      'An event or a revocation that was published longer than the rules allow after the time from which it acts.',
    source: 'this program',
  },
  revoked: {
    name: text('撤销', 'Revoked'),
    meaning: 'Of certificates alone: the issuer has withdrawn one. Business licences are 吊销, seals never.',
    source: 'GB/T 20518',
    avoid: /(?<!被)吊销(?!营业执照)|作废证书|revoked seal|seals? (is|was) revoked/i,
  },
  hash: {
    name: text('杂凑值', 'Hash'),
    meaning: 'The SM3 value of content.',
    source: 'GB/T 32905',
    avoid: /哈希|摘要|散列|\bdigest/i,
  },
  dataFolder: {
    name: text('数据目录', 'Data folder'),
    meaning: 'The folder that holds everything the program keeps; `home` in code.',
    source: 'this program',
    avoid: /数据文件夹/,
  },
  trustAndMakers: {
    name: text('信任与制章者名单', 'List of trust and makers'),
    meaning:
      'The signed list of roots, authorities and seal makers that a person confirms by its fingerprint (`TrustListFile` in code).',
    source: 'this program',
    avoid: /信任名单|可信名单/,
  },
  offlineBundle: {
    name: text('离线更新包', 'Offline bundle'),
    meaning: 'One signed file with all that a platform publishes, for a computer that no network reaches.',
    source: 'this program',
    avoid: /离线包|离线升级包|update bundle|offline package/i,
  },
  trustFolder: {
    name: text('信任目录', 'Trust folder'),
    meaning: 'The folder of root certificates and revocation lists that a person trusts.',
    source: 'this program',
    avoid: /信任文件夹|可信目录/,
  },
} as const satisfies Readonly<Record<string, Term>>;

type TermName = keyof typeof GLOSSARY;

/** Returns the name of a term in both languages, to be used as a label. */
export function nameOf(term: TermName): Bilingual<string> {
  return GLOSSARY[term].name;
}

/**
 * Finds the words of a text that the glossary has another name for.
 * @returns each with the name to use instead; empty if there is none
 */
export function wordsToAvoid(sentence: string): readonly string[] {
  const terms: readonly Term[] = Object.values(GLOSSARY);
  return terms.flatMap(({ name, avoid }) => {
    const found = avoid?.exec(sentence)?.[0];
    return found === undefined ? [] : [`${found}: use ${name['zh-CN']} / ${name.en}`];
  });
}

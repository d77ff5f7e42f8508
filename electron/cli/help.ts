/** What `--help` and a wrong call print. */
export const HELP = `SealDesk 印签台

  demo DIR                      make a demonstration world 建立演示环境
  demo enrol --module PATH [--token SERIAL] [--pin-env VAR | --pin-stdin] [--last-try] [--yes | --confirm-later] [--json]
                                make or find an SM2 key on a token; certificates and a seal for it 在 Key 上领取证书和印章
  demo confirm ESID             confirm the picture of a new seal 确认新印章的图案
  tokens [--json]               list keys and their seals 列出 USB Key 与印章
  doctor [--json]               diagnose drivers; JSON without private data 驱动体检
  seal IN -o OUT --seal ESID|NAME (--at X,Y [--page N|last] | --field NAME)
       [--seal-file FILE|FOLDER] [--token SERIAL] [--reason TEXT] [--purpose TEXT] [--counterpart TEXT]
       [--applicant NAME] [--approver NAME] [--keeper NAME] [--pin-env VAR | --pin-stdin] [--last-try]
       [--no-time-stamp] [--json]
                                seal a PDF; millimetres from the page's top left to the seal's centre
                                盖章；坐标为从页面左上角到印章中心的毫米数
       [--approval ID]          seal what was approved, where it was approved 按用印审批盖章
  approval request FILE… --seal ESID|NAME (--at X,Y [--page N|last] | --field NAME) --applicant NAME
       [--purpose TEXT] [--counterpart TEXT] [--valid-until DAY] [--token SERIAL] [--json]
                                ask for approval of these files 申请用印
  approval list [--json]        requests on this computer 用印申请列表
  approval decide ID --approve|--reject --approver NAME [--comment TEXT] [--token SERIAL]
       [--pin-env VAR | --pin-stdin] [--last-try] [--json]
                                decide, signed with the approver's key 审批并签名
  approval paper ID --number NO --date DAY --approver NAME --scan FILE [--json]
                                record an approval on paper 登记纸质审批
  approval send ID, approval fetch [--token SERIAL] [--pin-env VAR | --pin-stdin] [--last-try] [--json]
                                by way of the platform 经平台送审、取回审批意见
  approval export ID -o FILE [--json], approval import FILE [--json]
                                request files that travel by mail 导出、导入申请文件
  approval release ID --item N --reason TEXT [--json]
                                an item whose sealing was cut off and left nothing 重新开放未盖成的文件
  sign IN -o OUT --certificate SUBJECT|SERIAL [--token SERIAL] [--field NAME] [--reason TEXT]
       [--pin-env VAR | --pin-stdin] [--last-try] [--json]
                                an ordinary PDF signature by an RSA or EC key, without a seal 普通 PDF 签名（不盖章）
  pin change --pin-env VAR --new-pin-env VAR [--token SERIAL] [--last-try] [--json]
                                change the PIN 修改保护口令
  pin unblock --so-pin-env VAR --new-pin-env VAR [--token SERIAL] [--last-try] [--json]
                                unlock with the SO PIN 用管理员 PIN 解锁
  policy list|show ID [--json]  the rules of the jurisdictions, clause by clause 各地管理规定
  pin-reset request --name NAME --role ROLE --contact TEXT --reason TEXT --paper KIND=FILE… [--token SERIAL]
       [--seal ESID|NAME] [--holder NAME] [--holder-code CODE] [--purpose reset|change] [--json]
       | request --resume NUMBER [--json]
                                apply for a PIN reset; papers get a watermark 申请重置保护口令（材料加水印）
                                ROLE holder, legalRepresentative, keeper, agent; KIND identity, businessLicence,
                                authorisation, officialLetter, other
  pin-reset status [NUMBER] [--json] · withdraw NUMBER [--json]
                                what has become of applications; take one back 查询、撤回申请
  pin-reset apply NUMBER [--new-pin-env VAR | --new-pin-stdin] [--last-try] [--json]
                                set the new PIN once approved, or go on after an interruption 批准后设置新口令
  loss report --seal ESID|NAME --name NAME --contact TEXT --what TEXT [--role ROLE] [--lost-at ISO-TIME]
       [--holder NAME] [--holder-code CODE] [--token SERIAL] [--json]
                                stop a lost seal at once, without key or PIN 挂失印章，不需要 Key 和口令
  loss withdraw NUMBER --reason TEXT [--json] · list [--json]
                                where the rules know it; the reports here 撤回挂失、挂失列表
  renew|replace|cancel --seal ESID|NAME --name NAME --contact TEXT [--role ROLE] [--reason TEXT]
       [--token SERIAL] [--pin-env VAR | --pin-stdin] [--last-try] [--json]
                                apply for renewal, replacement or cancellation 申请续期、换领、注销
  renew|replace --store NUMBER [--pin-env VAR | --pin-stdin] [--last-try] [--json]
                                write the new seal to the key 把新印章写入 Key
  register list [--search TEXT] [--from DATE] [--to DATE] [--json]
                                seal uses on record, newest first 用印台账
  register verify [--json]      whether the register is as it was written 核验台账
  register export -o FILE [--format csv|json]
                                export the register 导出台账
  register void SM3|FILE --reason TEXT [--json]
                                say that a sealed file is void 登记作废
  register take|return --token SERIAL --user NAME [--purpose TEXT] [--json]
                                who takes or returns a shared key 登记领用、归还 Key
  register proof SM3|FILE [-o FILE]
                                the platform's proof that a sealed file existed 出具平台的存在证明
  register verify-proof FILE [--document FILE] [--root PEM] [--json]
                                check such a proof offline 离线核验存在证明
  register new-id --reason TEXT [--json]
                                go on under another id after an older backup was restored 恢复旧备份后另立台账编号
  sync [--platform ID] [--json] bring the platforms' lists and seal states up to date 与平台同步
  status [--json]               age of every list, state of every seal on the keys here 列表日期与印章状态
  verify FILE… [--json] [--trust DIR | --proof FILE…] [--at ISO-TIME]
                                verify sealed documents offline 离线验章
  inspect FILE [--json] [--trust DIR] [--at ISO-TIME]
                                look into a seal, a signature value or a certificate 查看印章、签章数据或证书
  backup FILE [--json]          copy the register of seal uses to a new file 备份用印台账
  restore FILE [--json]         put a backup in the register's place; the present one is set aside 用备份恢复用印台账

--last-try sends a PIN although a wrong one would lock the key now. 使用最后一次机会
SEALDESK_HOME names the world to use; without it the one in your own folder is used.
SEALDESK_MODULES names further drivers, separated as in PATH.

Exit status: 0 valid or done · 1 invalid · 2 cannot be confirmed · 3 unsigned · 64 usage · 65 input ·
69 key, seal, certificate or register not usable · 70 unexpected · 73 output · 75 busy, try again · 77 PIN`;

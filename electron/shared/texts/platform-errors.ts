import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of platforms, of the way to them, of what they sign, and of trusted time. */
export const platformErrors: ErrorTexts<
  `STATEMENT_${string}` | `PLATFORM_${string}` | `SYNC_${string}` | `LIST_${string}` | `STAMP_${string}`
> = {
  STATEMENT_INVALID: {
    what: text('一份带签名的数据未被接受。', 'A signed statement was not accepted.'),
    why: text(
      '其签名、类型或签发者不符，可能在传输中被改动。',
      'Its signature, its kind or its signer is not what it has to be; it may have been changed on the way.',
    ),
    next: text(
      '此前已接受的数据继续有效。请稍后重试；如再次出现，请联系平台。',
      'What was accepted before stays in use. Try again later; if it happens again, tell the platform.',
    ),
  },
  PLATFORM_UNREACHABLE: {
    what: text('无法连接平台。', 'The platform cannot be reached.'),
    why: text(
      '网络不通、地址有误，或平台没有运行。',
      'There is no network, the address is wrong, or the platform is not running.',
    ),
    next: text(
      '可以继续离线工作；网络恢复后会自动同步，也可以检查网络和代理设置后重试。',
      'You can go on working offline; synchronisation follows when the network is back. Or check network and proxy settings and try again.',
    ),
  },
  PLATFORM_TLS_REFUSED: {
    what: text(
      '平台的服务器证书不可信，连接已中断。',
      'The platform’s server certificate is not trusted, so the connection was ended.',
    ),
    why: text(
      '证书不是由设定的机构签发、已过期、与地址不符，或与设定的指纹不同；也可能有人冒充平台。',
      'It is not issued by the authority that was set, has expired, is for another address or has another fingerprint; someone may be impersonating the platform.',
    ),
    next: text(
      '请勿绕过；请与平台核对证书，或请管理员检查平台设置和网络代理。',
      'Do not bypass this check. Check the certificate with the platform, or have the administrator check the platform’s settings and the proxy.',
    ),
  },
  PLATFORM_ACCESS_REFUSED: {
    what: text(
      '平台的授权服务没有让本机接入。',
      'The platform’s authorisation server does not let this computer in.',
    ),
    why: text(
      '接入密钥或客户端证书不对、已失效，或者没有所需的权限（原因见详情）。',
      'The client secret or certificate is wrong or has ended, or it lacks a permission that is needed (the details name the reason).',
    ),
    next: text(
      '请管理员与平台核对接入账号、密钥和权限，更正后再同步；在此之前继续离线工作。',
      'Have the administrator check the client’s account, secret and permissions with the platform, then synchronise again; until then work offline.',
    ),
  },
  PLATFORM_SECRET_UNUSABLE: {
    what: text(
      '本机接入平台的密钥或证书不能使用。',
      'The secret or certificate by which this computer is known to the platform cannot be used.',
    ),
    why: text(
      '文件不存在、内容不对，或者别人也能读取（文件和原因见详情）。',
      'Its file is missing, holds something else, or can be read by others (the details name file and reason).',
    ),
    next: text(
      '请管理员把平台发给的文件放到详情所列的位置，并设为只有本用户可读，然后再同步。',
      'Have the administrator put the file that the platform has issued where the details say, readable for this user alone, and synchronise again.',
    ),
  },
  PLATFORM_LOGIN_FAILED: {
    what: text('没有在平台登录。', 'Nobody has logged in at the platform.'),
    why: text(
      '浏览器中的登录被取消、被平台拒绝，或五分钟内没有完成（原因见详情）。',
      'The login in the browser was cancelled, refused by the platform, or not finished within five minutes (the details name the reason).',
    ),
    next: text(
      '没有提交任何内容。请再办理一次，在打开的网页上按平台的要求登录（如用电子营业执照扫码）。',
      'Nothing was handed in. Begin again, and log in on the page that opens as the platform asks (such as by the e-licence).',
    ),
  },
  PLATFORM_TIMEOUT: {
    what: text('平台没有在规定时间内答复。', 'The platform did not answer in time.'),
    why: text('网络很慢，或平台繁忙。', 'The network is slow, or the platform is busy.'),
    next: text(
      '没有丢失任何数据；稍后会自动重试，也可以现在重试。',
      'Nothing is lost; it is tried again later, or try again now.',
    ),
  },
  PLATFORM_BUSY: {
    what: text('平台暂时不能处理请求。', 'The platform cannot deal with requests for the moment.'),
    why: text('平台繁忙或正在维护。', 'It is busy or under maintenance.'),
    next: text(
      '请稍后再试；程序会在平台要求的时间之后自动重试。',
      'Try again later; the program tries again after the time that the platform asks for.',
    ),
  },
  PLATFORM_NOT_OFFERED: {
    what: text('这个平台不提供这项服务。', 'This platform does not offer this service.'),
    why: text(
      '它在接口说明中没有列出这项能力。',
      'It does not list this capability in the description of its interface.',
    ),
    next: text(
      '请按平台的线下程序办理；平台开通后，同步一次即可使用。',
      'Deal with it by the platform’s other ways; once it offers the service, synchronise to use it.',
    ),
  },
  PLATFORM_OPERATION_ENDS: {
    what: text('平台已宣布停用一项接口。', 'The platform has announced the end of an operation.'),
    why: text(
      '平台在答复中说明了这项接口停用的日期；在此之前照常可用。',
      'Its answers name the day from which the operation is no longer answered; until then it works as ever.',
    ),
    next: text(
      '请在停用日期之前更新本程序，并告知负责这台电脑的人员。',
      'Update this program before that day, and tell the person who looks after this computer.',
    ),
  },
  PLATFORM_REFUSED: {
    what: text('平台没有接受这项请求。', 'The platform did not accept this request.'),
    why: text('平台没有说明原因。', 'The platform gave no reason.'),
    next: text(
      '请按平台指出的问题更正后再试；原因不明的，请联系平台。',
      'Correct what the platform objects to and try again; if that is unclear, contact the platform.',
    ),
  },
  PLATFORM_ANSWER_INVALID: {
    what: text(
      '平台的答复无法理解，未被采用。',
      'The platform’s answer was not understood and was not used.',
    ),
    why: text(
      '答复不完整、过大，或不符合接口约定；也可能在传输中被改动。',
      'It is incomplete, too large, or not what the interface agrees; it may have been changed on the way.',
    ),
    next: text(
      '此前的数据不受影响。请稍后重试；如再次出现，请联系平台。',
      'Earlier data are not affected. Try again later; if it happens again, contact the platform.',
    ),
  },
  PLATFORM_SETTINGS_DAMAGED: {
    what: text('平台设置文件无法读取。', 'The settings of the platforms cannot be read.'),
    why: text(
      'platforms.json 已损坏，或内容不符合要求。',
      'platforms.json is damaged, or does not hold what it should.',
    ),
    next: text(
      '请用平台提供的设置文件替换，或请管理员更正；在此之前不会与平台同步。',
      'Replace it by the file that the platform provides, or have the administrator correct it; until then nothing is synchronised.',
    ),
  },
  PLATFORM_NOT_CONFIGURED: {
    what: text('没有设置这个平台。', 'No such platform is set up.'),
    why: text(
      '本机的平台设置中没有任何平台，或没有这个名称的平台。',
      'The settings on this computer name no platform, or none of this name.',
    ),
    next: text(
      '请在设置中按地址或平台提供的设置文件添加平台（sealdesk platform add）。',
      'Add the platform in the settings, by its address or by the settings file that it provides (sealdesk platform add).',
    ),
  },
  PLATFORM_NOT_BOUND: {
    what: text('还没有绑定这个平台。', 'This computer is not bound to the platform yet.'),
    why: text(
      '设置中有这个平台，但还没有人核对并确认；在此之前不与它同步，也不按它盖章。',
      'The settings name it, but nobody has checked and confirmed it; until then nothing is synchronised with it or sealed under it.',
    ),
    next: text(
      '请在“设置”中核对平台名称、根证书指纹和规定，确认后绑定；或运行 sealdesk platform bind。',
      'Check its name, the fingerprint of its root and its rules in the settings, and bind it; or run sealdesk platform bind.',
    ),
  },
  PLATFORM_BOUND_ALREADY: {
    what: text('本机已经绑定这个平台。', 'This computer is bound to the platform already.'),
    why: text('同一个平台只绑定一次。', 'A platform is bound once.'),
    next: text(
      '无需再绑定。如平台更换了根证书、地址或规定，请先写明理由解除绑定。',
      'Nothing is left to do. If it has changed its root, address or rules, unbind it first, with a reason.',
    ),
  },
  PLATFORM_OFFER_CHANGED: {
    what: text(
      '平台设置在确认时已经改变，没有绑定。',
      'The settings of the platform changed while you were asked, so it was not bound.',
    ),
    why: text(
      'platforms.json 或规定文件与您看到的不再相同。',
      'platforms.json or a file of rules is no longer what you have seen.',
    ),
    next: text('请重新核对后再确认。', 'Check it again, and then confirm.'),
  },
  PLATFORM_ADDRESS_INVALID: {
    what: text('这不是平台的地址。', 'This is no address of a platform.'),
    why: text(
      '地址写错了，或带有用户名、参数等多余部分。',
      'It is mistyped, or has more than a host and a path: a user name or parameters.',
    ),
    next: text(
      '请按平台提供的写法输入，如 https://seal.example.gov.cn。',
      'Type it as the platform writes it, such as https://seal.example.gov.cn.',
    ),
  },
  PLATFORM_ADDRESS_NOT_HTTPS: {
    what: text('平台的地址必须以 https:// 开头。', 'The address of a platform begins with https://.'),
    why: text(
      '其他方式的连接可被中途改动或窃听，本程序不使用。',
      'Other connections can be changed or listened to on the way; this program uses none.',
    ),
    next: text('请向平台索取 https 地址。', 'Ask the platform for its https address.'),
  },
  PLATFORM_FILE_DAMAGED: {
    what: text('这份平台设置文件不能使用。', 'This settings file of a platform cannot be used.'),
    why: text(
      '文件已损坏，内容不符合要求，或其中不是恰好一个平台；不符之处见下方。',
      'It is damaged, does not hold what it should, or does not name exactly one platform; what does not fit stands below.',
    ),
    next: text(
      '本机的设置没有改变。请向平台重新索取设置文件，或改为输入平台地址。',
      'Nothing on this computer was changed. Ask the platform for the file again, or type its address instead.',
    ),
  },
  PLATFORM_ADDED_ALREADY: {
    what: text('这个平台已经添加过了。', 'This platform was added before.'),
    why: text('编号和根证书都相同。', 'Its id and its root certificate are the same.'),
    next: text(
      '无需再添加。如地址或名称有变，请先移除，再重新添加。',
      'Nothing is left to do. If its address or name has changed, remove it first and add it again.',
    ),
  },
  PLATFORM_ID_TAKEN: {
    what: text('已有另一个平台使用同一编号。', 'Another platform has the same id.'),
    why: text(
      '编号相同而根证书不同（或与已绑定的内容不同）；可能有人冒充平台。',
      'The id is the same but the root certificate, or what was bound, is another; someone may be impersonating the platform.',
    ),
    next: text(
      '没有添加。请与平台核对；确认平台更换了根证书后，先写明理由移除原来的，再添加。',
      'It was not added. Ask the platform; once it has confirmed a new root, remove the former one with a reason and add it again.',
    ),
  },
  PLATFORM_ROOT_UNCONFIRMED: {
    what: text(
      '根证书指纹没有得到确认，平台没有添加。',
      'The fingerprint of the root was not confirmed, so the platform was not added.',
    ),
    why: text(
      '没有人确认，或给出的指纹与平台的根证书不符；不符时可能有人冒充平台。',
      'Nobody confirmed it, or the fingerprint that was given is not the root’s; someone may be impersonating the platform.',
    ),
    next: text(
      '请用平台书面或电话告知的指纹核对；不一致时不要添加。',
      'Compare it with the fingerprint that the platform gave in writing or by telephone; if it differs, do not add it.',
    ),
  },
  LIST_ROLLED_BACK: {
    what: text(
      '平台给出的列表比已有的更旧，未被采用。',
      'The platform gave an older list than the one at hand; it was not used.',
    ),
    why: text(
      '编号变小：平台恢复了旧数据，或有人重放旧列表以隐瞒新的撤销或停用。',
      'Its number has gone down: the platform went back to old data, or someone replays an old list to hide a new revocation or suspension.',
    ),
    next: text(
      '继续使用已有的较新列表。请联系平台核实；核实之前请勿依赖新的验章结论。',
      'The newer list stays in use. Ask the platform; until then do not rely on new verdicts.',
    ),
  },
  LIST_FROZEN: {
    what: text(
      '平台给出的列表已过了应当更新的时间。',
      'The platform gave a list whose time for renewal is past.',
    ),
    why: text(
      '平台没有按时签发新列表，或有人拦住了新列表；也可能是本机时钟不准。',
      'The platform did not issue a new one in time, or someone is holding new ones back; or this computer’s clock is wrong.',
    ),
    next: text(
      '已有的列表继续使用，但其日期会照实显示。请核对本机时间；如时间无误，请联系平台。',
      'The list at hand stays in use and its date is shown as it is. Check this computer’s time; if it is right, contact the platform.',
    ),
  },
  LIST_FORGED: {
    what: text('一份列表的签名不符，未被采用。', 'The signature of a list does not fit; it was not used.'),
    why: text(
      '签名者不是设定的平台或受信任的发证机构，或内容被改动。',
      'It is not by the platform that was set or by a trusted authority, or the content was changed.',
    ),
    next: text(
      '已有的列表继续使用。请联系平台；如使用公共网络，请换一个网络再试。',
      'The list at hand stays in use. Contact the platform; on a public network, try another one.',
    ),
  },
  LIST_DAMAGED: {
    what: text('一份列表不完整或已损坏，未被采用。', 'A list is incomplete or damaged; it was not used.'),
    why: text(
      '传输被截断，或内容与平台公布的大小和杂凑值不符。',
      'The transfer was cut, or the content does not have the size and hash that the platform published.',
    ),
    next: text(
      '已有的列表继续使用；下次同步会重新下载。',
      'The list at hand stays in use; the next synchronisation fetches it again.',
    ),
  },
  LIST_FROM_FUTURE: {
    what: text(
      '平台列表的签发时间晚于本机时间。',
      'The platform’s list was issued later than this computer’s time.',
    ),
    why: text(
      '本机时钟慢了，或平台的时钟快了。',
      'This computer’s clock is behind, or the platform’s is ahead.',
    ),
    next: text('请校正本机时间后重新同步。', 'Set this computer’s clock and synchronise again.'),
  },
  SYNC_RUNNING: {
    what: text('正在与平台同步。', 'Synchronisation with the platform is under way.'),
    why: text(
      '另一个窗口或命令已经在与同一平台同步。',
      'Another window or command is synchronising with the same platform already.',
    ),
    next: text(
      '请等它完成；同步结果对本程序同样有效。',
      'Wait until it has finished; what it brings serves this program too.',
    ),
  },
  SYNC_STATUS_LOST: {
    what: text('本机保存的印章状态已损坏。', 'The seal states kept on this computer were damaged.'),
    why: text('损坏的文件已移到旁边保存，没有删除。', 'The damaged file was set aside and not deleted.'),
    next: text(
      '请联网同步，印章状态会从平台重新取得。',
      'Go online and synchronise: the states are fetched from the platform again.',
    ),
  },
  STAMP_REFUSED: {
    what: text('时间戳机构没有给出可信时间。', 'The time-stamp authority gave no trusted time.'),
    why: text('机构拒绝了这次请求。', 'It refused the request.'),
    next: text(
      '印章已正常加盖；这次用印在台账中的位置将在下次同步时由平台签名确认。请把下方代码告诉平台。',
      'The document is sealed; its place in the register will be countersigned at the next synchronisation. Tell the platform the code below.',
    ),
  },
  STAMP_INVALID: {
    what: text('时间戳机构的答复未被接受。', 'The answer of the time-stamp authority was not accepted.'),
    why: text(
      '答复与所请求的不符，或其签名、证书不可信，可能在传输中被改动。',
      'It does not fit the request, or its signature or certificate cannot be trusted; it may have been changed on the way.',
    ),
    next: text(
      '印章已正常加盖；这次用印在台账中的位置将在下次同步时由平台签名确认。如再次出现，请联系平台。',
      'The document is sealed; its place in the register will be countersigned at the next synchronisation. If it happens again, tell the platform.',
    ),
  },
};

import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of drivers and tokens: why a USB key cannot be used as it is. */
export const tokenErrors: ErrorTexts<
  | `MODULE_${string}`
  | `TOKEN_${string}`
  | 'KEY_SETTINGS_DAMAGED'
  | 'SOFT_TOKEN_REFUSED'
  | 'KEY_NOT_FOUND'
  | 'SIGNATURE_MISMATCH'
> = {
  MODULE_MISSING: {
    what: text('找不到 USB Key 的驱动。', 'The driver of the USB key was not found.'),
    why: text('驱动程序没有安装，或安装在别处。', 'It is not installed, or installed elsewhere.'),
    next: text(
      '请安装 Key 厂商提供的驱动后重启本程序。',
      'Install the driver of the key’s maker and restart this program.',
    ),
  },
  MODULE_LOAD_FAILED: {
    what: text('USB Key 的驱动无法加载。', 'The driver of the USB key cannot be loaded.'),
    why: text(
      '驱动可能已损坏，缺少它依赖的组件，或自身初始化失败。',
      'It may be damaged, lack a component that it needs, or fail to start by itself.',
    ),
    next: text(
      '请重新安装 Key 厂商提供的驱动后重启本程序。',
      'Install the maker’s driver again and restart this program.',
    ),
  },
  MODULE_WRONG_BITNESS: {
    what: text('32 位驱动不能用于 64 位程序。', 'A 32-bit driver cannot serve a 64-bit program.'),
    why: text(
      '这个驱动文件与本程序的位数不同，因此没有加载。',
      'This driver file has another word size than this program, so it was not loaded.',
    ),
    next: text(
      '在 Windows 上请再次运行本程序的安装程序，选上“32 位 Key 驱动支持”；或向 Key 厂商索取 64 位驱动。之后重启本程序。',
      'On Windows, run this program’s installer again and choose “Support for 32-bit key drivers”, or ask the key’s maker for the 64-bit driver. Then restart this program.',
    ),
  },
  MODULE_WRONG_SYSTEM: {
    what: text('这个驱动不是为本机系统制作的。', 'This driver is not made for this computer’s system.'),
    why: text(
      '驱动文件属于另一种操作系统或另一种处理器，因此没有加载。',
      'The file belongs to another operating system or another processor, so it was not loaded.',
    ),
    next: text('请安装与本机系统和处理器相符的驱动。', 'Install the driver for this system and processor.'),
  },
  MODULE_NOT_A_DRIVER: {
    what: text('这个文件不是 USB Key 驱动。', 'This file is not a driver of a USB key.'),
    why: text(
      '它不是程序库，或没有 PKCS#11 与 SKF 接口。',
      'It is not a program library, or has neither a PKCS#11 nor an SKF interface.',
    ),
    next: text(
      '请另选厂商提供的驱动文件，例如名称中含 pkcs11、csp11 或 skf 的文件。',
      'Choose another file of the maker, such as one with pkcs11, csp11 or skf in its name.',
    ),
  },
  MODULE_NOT_HERE: {
    what: text(
      '没有加载这个驱动：它不在本机的固定位置。',
      'The driver was not loaded: it has no fixed place on this computer.',
    ),
    why: text(
      '设置中写的是网络路径或相对路径。那里的文件可能被他人替换，而驱动会收到 Key 的 PIN。',
      'The settings name a network path or a relative one. Others may replace a file there, and a driver is handed the PIN of the key.',
    ),
    next: text(
      '请把驱动安装到本机磁盘，并在设置中写出完整路径，例如 C:\\Program Files\\Vendor\\driver.dll。',
      'Install the driver on a disk of this computer and name its whole path, such as C:\\Program Files\\Vendor\\driver.dll.',
    ),
  },
  MODULE_OTHERS_WORK: {
    what: text(
      '没有加载演示数据里的驱动：它可能是其他用户放置的。',
      'The driver of this demonstration was not loaded: another user may have put it there.',
    ),
    why: text(
      '驱动文件属于其他用户。驱动会以您的身份运行，并收到 PIN。',
      'Its file belongs to another user. A driver runs as you, and is handed the PIN.',
    ),
    next: text(
      '请不要使用他人准备的数据目录；用 sealdesk demo 在自己的文件夹里另建一个演示。',
      'Do not use a folder that somebody else has prepared: make a demonstration in a folder of your own with sealdesk demo.',
    ),
  },
  MODULE_NO_READER: {
    what: text(
      '驱动已加载，但没有发现任何 Key 或读卡器。',
      'The driver works, but sees no key and no reader.',
    ),
    why: text(
      'Key 没有插入，或插入的 Key 不属于这个驱动，或智能卡服务没有运行。',
      'No key is plugged in, or it belongs to another driver, or the smart card service is not running.',
    ),
    next: text(
      '请插入 Key 并等待几秒；仍无反应时换一个 USB 口，或确认智能卡服务已启动。',
      'Plug in the key and wait some seconds; if nothing happens, try another USB port, or start the smart card service.',
    ),
  },
  MODULE_NO_TOKEN: {
    what: text('驱动已加载，读卡器中没有 Key。', 'The driver works, but the readers hold no key.'),
    why: text(
      '读卡器是空的，或其中的卡不属于这个驱动。',
      'The readers are empty, or hold a card that belongs to another driver.',
    ),
    next: text(
      '请插入 Key；若已插入，请安装该 Key 自己的驱动。',
      'Plug in the key; if it is, install that key’s own driver.',
    ),
  },
  KEY_SETTINGS_DAMAGED: {
    what: text('Key 的设置文件 keys.json 无法读取。', 'The settings file keys.json cannot be read.'),
    why: text(
      '文件不是有效的 JSON，或其中有不认识的内容；本次没有采用。',
      'It is not JSON, or holds something unknown; it was not used this time.',
    ),
    next: text(
      '请更正或移走该文件，再重启本程序。',
      'Correct the file or move it away, then restart this program.',
    ),
  },
  SOFT_TOKEN_REFUSED: {
    what: text(
      '演示用软件 Key 不能在演示环境之外使用。',
      'The demonstration’s software key cannot be used outside the demonstration.',
    ),
    why: text(
      '软件 Key 的密钥存放在普通文件里，不能证明由本人保管。',
      'Its private key lies in ordinary files, so it does not prove who holds it.',
    ),
    next: text(
      '请使用真正的 USB Key；若只想试用，请进入演示环境。',
      'Use a real USB key; to try the program, open the demonstration.',
    ),
  },
  TOKEN_NOT_RECOGNISED: {
    what: text('读卡器中的卡不属于这个驱动。', 'The card in this reader does not belong to this driver.'),
    why: text(
      '可能是另一家厂商的 Key、银行卡或其他智能卡。',
      'It may be another maker’s key, a bank’s card or any other smart card.',
    ),
    next: text(
      '不影响其他 Key。若这正是您的 Key，请安装它自己的驱动。',
      'Other keys are not affected. If this is your key, install its own driver.',
    ),
  },
  TOKEN_NOT_INITIALISED: {
    what: text('这个 Key 尚未初始化。', 'This key is not initialised.'),
    why: text('其中没有 PIN、证书和印章。', 'It holds no PIN, no certificate and no seal yet.'),
    next: text('请按发证机构的指引申领证书和印章。', 'Enrol certificate and seal as the issuer tells you.'),
  },
  TOKEN_NO_CERTIFICATE: {
    what: text('这个 Key 中没有证书。', 'This key holds no certificate.'),
    why: text(
      '证书尚未写入，或已被删除，或需要厂商工具才能看到。',
      'None was written yet, or it was deleted, or only the maker’s tool can see it.',
    ),
    next: text(
      '请联系发证机构重新写入证书，或先完成申领。',
      'Ask the issuer to write the certificate again, or finish the enrolment first.',
    ),
  },
  TOKEN_PROFILE_UNKNOWN: {
    what: text('不知道这个 Key 的签名方式。', 'It is not known how this key signs.'),
    why: text(
      '没有与它的驱动和厂商相符的厂商配置；为避免误操作，没有尝试签名。',
      'No vendor profile fits its driver and maker; no signature was tried, to avoid harm.',
    ),
    next: text(
      '请打开“驱动检测”导出报告交给技术支持，或在 keys.json 中为它选定厂商配置。',
      'Export the report of the driver check for support, or choose a profile for it in keys.json.',
    ),
  },
  TOKEN_NOT_FOUND: {
    what: text('没有找到 USB Key。', 'No USB key was found.'),
    why: text('Key 没有插入，或驱动没有认出它。', 'No key is plugged in, or the driver does not see it.'),
    next: text('请插入 Key；若已插入，请换一个 USB 口。', 'Plug in the key; if it is, try another USB port.'),
  },
  TOKEN_AMBIGUOUS: {
    what: text('插着不止一个 USB Key。', 'More than one USB key is plugged in.'),
    why: text('无法确定要用哪一个。', 'It is not clear which one to use.'),
    next: text(
      '请只保留要用的 Key，或指明它的序列号。',
      'Leave only the one to use, or name its serial number.',
    ),
  },
  TOKEN_REMOVED: {
    what: text('USB Key 被拔出了。', 'The USB key was removed.'),
    why: text('签章过程中 Key 断开了连接。', 'The key lost its connection while sealing.'),
    next: text('没有生成文件。请插好 Key 后重新盖章。', 'No file was made. Plug the key in and seal again.'),
  },
  TOKEN_HOST_CRASHED: {
    what: text('USB Key 驱动崩溃了，本次没有盖章。', 'The USB key’s driver crashed; nothing was sealed.'),
    why: text(
      '厂商的驱动程序意外退出，本程序已重新启动它。',
      'The maker’s driver ended unexpectedly; it has been restarted.',
    ),
    next: text(
      '没有生成文件。请重新盖章；若反复出现，请更新驱动。',
      'No file was made. Seal again; if it keeps happening, update the driver.',
    ),
  },
  TOKEN_TIMEOUT: {
    what: text('USB Key 没有响应。', 'The USB key does not respond.'),
    why: text('驱动在规定时间内没有应答。', 'The driver did not answer in time.'),
    next: text(
      '没有生成文件。请重新插拔 Key 后再试。',
      'No file was made. Unplug the key, plug it in again and retry.',
    ),
  },
  TOKEN_FAILURE: {
    what: text('USB Key 报告了错误。', 'The USB key reported an error.'),
    why: text('驱动拒绝了这次操作，原因未说明。', 'The driver refused the operation without saying why.'),
    next: text(
      '没有生成文件。请重新插拔 Key 后再试；若再次出现，请联系 Key 的厂商。',
      'No file was made. Unplug the key, plug it in again and retry; if it happens again, contact the key’s maker.',
    ),
  },
  KEY_NOT_FOUND: {
    what: text('USB Key 里没有与印章对应的私钥。', 'The USB key does not hold the private key of this seal.'),
    why: text(
      '证书在，但与它配对的密钥不在这个 Key 里。',
      'The certificate is there, the key that belongs to it is not.',
    ),
    next: text(
      '请确认插入的是存有该印章的 Key，或联系发证机构。',
      'Check that the right USB key is plugged in, or contact the issuer.',
    ),
  },
  SIGNATURE_MISMATCH: {
    what: text(
      'USB Key 给出的签名与证书不符，没有采用。',
      'The signature of the USB key does not fit the certificate and was not used.',
    ),
    why: text(
      'Key 中的私钥与证书不配对，或所用的厂商配置不适合这个 Key。',
      'The private key and the certificate do not belong together, or the vendor profile does not suit the key.',
    ),
    next: text(
      '没有生成文件。请打开“驱动检测”查看所用的厂商配置，并在 keys.json 中改选另一个。',
      'No file was made. Open the driver check, see which profile was used, and choose another one in keys.json.',
    ),
  },
};

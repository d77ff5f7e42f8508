import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of the register of seal uses (用印台账), of its database and of its backups. */
export const registerErrors: ErrorTexts<
  `REGISTER_${string}` | `STORE_${string}` | `BACKUP_${string}` | `AUDIT_${string}`
> = {
  REGISTER_ENTRY_NOT_FOUND: {
    what: text('台账里没有这份文件的记录。', 'The register has no entry of this file.'),
    why: text(
      '本机台账中没有哪次盖章或签名产生过这个 SM3 的文件。',
      'No sealing or signing on record here made a file of this SM3.',
    ),
    next: text(
      '请核对文件是否被改动过，或在盖章的那台电脑上查找。',
      'See whether the file was changed, or look on the computer that sealed it.',
    ),
  },
  REGISTER_NOT_COUNTERSIGNED: {
    what: text(
      '这条记录还没有平台的登记证明。',
      'This entry has no proof of existence from the platform yet.',
    ),
    why: text(
      '盖章之后还没有与印章平台同步过台账，平台还没有签名确认。',
      'The register was not synchronised with the seal platform since, so the platform has not countersigned it.',
    ),
    next: text('请连接网络并同步，然后重试。', 'Connect to the network, synchronise, and try again.'),
  },
  REGISTER_DIFFERS: {
    what: text(
      '本机台账与平台已签名确认的台账对不上。',
      'The register here does not fit what the platform has countersigned.',
    ),
    why: text(
      '平台已签名确认的记录被改动或删除过，或者台账恢复成了较早的备份。',
      'Entries that were countersigned were changed or removed, or the register was restored from an older backup.',
    ),
    next: text(
      '请保留现状，核验台账；缺少的记录可用“从平台找回”补回。由管理员查明原因；确系恢复备份的，在“台账”中写明原因后另立编号，或运行 register new-id。',
      'Leave it as it is and check the register; “Recover” brings missing entries back. Have an administrator find out why. If a backup was rightly restored, let it go on under a new id with a reason (in the register, or by register new-id).',
    ),
  },
  REGISTER_ENTRY_ALTERED: {
    what: text('台账中有记录被改动过。', 'An entry of the register was altered.'),
    why: text(
      '有记录的内容与写入时留下的校验值不符，或记录缺失。',
      'The content of an entry does not fit the hash that was kept when it was written, or an entry is missing.',
    ),
    next: text(
      '现在不能盖章和同步。请保留现状并核验台账；用命令 register recover 从平台找回，或恢复备份；确实找不回的，在“台账”中写明原因后另立编号，或运行 register new-id。',
      'Sealing and synchronising are barred. Leave it as it is and check the register; bring it back from the platform with the command register recover, or restore a backup. If it is lost for good, let it go on under a new id with a reason on record (in the register, or by register new-id).',
    ),
  },
  REGISTER_CUT: {
    what: text(
      '本机台账与以前留下的签名记录对不上。',
      'The register here does not fit what was signed of it before.',
    ),
    why: text(
      '记录被删除或改动过，台账被换成另一份，或恢复成了较早的备份。',
      'Entries were removed or altered, the register was replaced by another, or an older backup was restored.',
    ),
    next: text(
      '现在不能盖章和同步。请保留现状并核验台账；用命令 register recover 从平台找回，或恢复较新的备份；确实找不回的，在“台账”中写明原因后另立编号，或运行 register new-id。',
      'Sealing and synchronising are barred. Leave it as it is and check the register; bring it back from the platform with the command register recover, or restore a newer backup. If it is lost for good, let it go on under a new id with a reason on record (in the register, or by register new-id).',
    ),
  },
  REGISTER_NOT_OPEN: {
    what: text(
      '本机台账还没有在印章平台开立。',
      'The register of this computer is not open at the seal platform yet.',
    ),
    why: text(
      '平台只接受由持章人用 Key 声明过的台账，避免他人冒名写入。',
      'The platform takes only registers that a holder has declared with the key, so that nobody else can write to them.',
    ),
    next: text(
      '下次用 Key 盖章时自动开立；也可以现在插上 Key，在“台账”中开立，或运行 sealdesk register open。原来的电脑丢失的，用 Key 找回：register recover --pin-stdin。',
      'The next sealing opens it. Or plug the key in and open it now, in the register or by `sealdesk register open`. If its former computer is lost, bring it back with the key: register recover --pin-stdin.',
    ),
  },
  REGISTER_REPLACED: {
    what: text(
      '平台不再接收本机台账：它已在新的编号下继续。',
      'The platform takes nothing of this register any more: it goes on under another id.',
    ),
    why: text(
      '本单位的台账恢复或另立编号之后，旧编号即停用；这台电脑用的还是旧编号，可能是恢复了过旧的备份。',
      'When a register was recovered or renewed, its former id ended. This computer still uses it, perhaps after an older backup was restored.',
    ),
    next: text(
      '插上 Key，用 register recover --pin-stdin 找回新编号下的台账；确要另行继续的，登记原因后运行 sealdesk register new-id。',
      'Plug the key in and bring back the register under its new id: register recover --pin-stdin. To go on apart from it, put the reason on record: `sealdesk register new-id`.',
    ),
  },
  REGISTER_NOT_YOURS: {
    what: text(
      '平台不接受由这一单位开立或更换本机台账的密钥。',
      'The platform does not let this holder open the register or change its key.',
    ),
    why: text(
      '这本台账在平台上属于另一单位，或平台已有的记录不是这一单位的用印。',
      'At the platform the register belongs to another holder, or its entries there are of another holder’s seals.',
    ),
    next: text(
      '请用当初开立台账的单位的 Key 重试；不再持有该 Key 的，登记原因后运行 sealdesk register new-id 另立编号。',
      'Use the key of the holder who opened it. If that is gone, go on under another id: `sealdesk register new-id`.',
    ),
  },
  REGISTER_TO_CHOOSE: {
    what: text(
      '请指明要找回哪一本台账；还没有改动。',
      'Say which register is to be brought back; nothing was changed.',
    ),
    why: text(
      '找回后这本台账在本机继续，原来的电脑不能再向它写入。列出的是平台上属于本单位的台账：编号、记录条数、开立时间。',
      'It then goes on here, and its former computer can add nothing to it. Listed are the holder’s registers at the platform: id, entries, time of opening.',
    ),
    next: text(
      '只选原电脑或其数据库和备份确已丢失的那一本；命令为 register recover --register 编号。',
      'Choose only one whose computer, or whose database with all backups, is lost; the command is register recover --register ID.',
    ),
  },
  REGISTER_NOT_HELD: {
    what: text('平台上没有属于本单位的这本台账。', 'No platform has such a register of this holder.'),
    why: text(
      '台账没有用这一单位的 Key 开立过，编号不对，或平台还没有收到记录。',
      'It was not opened with a key of this holder, the id is another one, or no entry has reached the platform.',
    ),
    next: text(
      '请换用当初开立台账的单位的 Key，或核对编号。',
      'Use a key of the holder who opened it, or check the id.',
    ),
  },
  REGISTER_KEY_REFUSED: {
    what: text(
      '平台不认识本机台账的密钥。',
      'The platform does not know the key of the register of this computer.',
    ),
    why: text(
      '台账的密钥丢失后重新生成过（例如备份恢复到了另一台电脑），平台上登记的还是原来的密钥。',
      'The key was lost and made anew, for example after a backup came to another computer; the platform knows the former one.',
    ),
    next: text(
      '用开立台账的单位的 Key 再盖一次章，或运行 sealdesk register open，即可换成新的密钥。',
      'Seal once with the key of the holder who opened the register, or run `sealdesk register open`: that binds the new key.',
    ),
  },
  AUDIT_SOURCE_UNKNOWN: {
    what: text('这里没有可以审计的台账。', 'There is no register here that could be audited.'),
    why: text(
      '可以审计的是：数据目录或其副本，台账备份文件，或以 JSON 格式导出的台账；CSV 表格不能审计。',
      'What can be audited is a home or a copy of one, a backup of its register, or a register exported as JSON; tables in CSV cannot.',
    ),
    next: text(
      '请向被审计单位索取其中一种：sealdesk backup 生成备份，sealdesk register export --format json 导出台账。',
      'Ask for one of these: `sealdesk backup` makes a backup, `sealdesk register export --format json` exports the register.',
    ),
  },
  REGISTER_PROOF_INVALID: {
    what: text('这份登记证明不成立。', 'This proof of existence does not hold.'),
    why: text(
      '文件被改动过，或其中的记录不在平台签名确认过的台账里。',
      'The file was changed, or its entry is not in the register that the platform countersigned.',
    ),
    next: text(
      '请向出具方索取原始的证明文件再核验。',
      'Ask whoever issued it for the original file and check that.',
    ),
  },
  REGISTER_PLATFORM_UNKNOWN: {
    what: text('不认识作出这个确认签名的平台。', 'The platform that countersigned this is not known here.'),
    why: text(
      '本机没有该平台的根证书，无法核实它的确认签名。',
      'Its root certificate is not on this computer, so the countersignature cannot be checked.',
    ),
    next: text(
      '请用 --root 指定该平台的根证书，或在配置中加入该平台。',
      'Name the root certificate with --root, or add the platform to the configuration.',
    ),
  },
  REGISTER_TOKEN_TAKEN: {
    what: text('这个 Key 已登记领用，尚未归还。', 'This USB key is on record as taken and not returned.'),
    why: text('台账中它的上一次领用还没有归还记录。', 'The last time it was taken has no return on record.'),
    next: text('请先登记归还，再登记新的领用。', 'Record its return first, then the next taking.'),
  },
  REGISTER_TOKEN_NOT_TAKEN: {
    what: text('这个 Key 没有未归还的领用登记。', 'This USB key is not on record as taken.'),
    why: text(
      '台账中它没有领用记录，或已登记归还。',
      'It was never taken, or its return is on record already.',
    ),
    next: text('请核对 Key 的序列号。', 'Check the serial number of the key.'),
  },
  REGISTER_VOID_ALREADY: {
    what: text('这份文件已登记作废。', 'This file is on record as void already.'),
    why: text('台账中已有它的作废记录。', 'The register has an entry that says so.'),
    next: text(
      '无需再次登记；可在台账中查看作废记录。',
      'Nothing is left to do; the entry can be seen in the register.',
    ),
  },
  REGISTER_NOT_PRINTED: {
    what: text('台账没有打印出来。', 'The register was not printed.'),
    why: text(
      '系统没有可用的打印机，或打印机没有接受。',
      'The system has no printer, or the printer did not take it.',
    ),
    next: text(
      '请检查打印机后重试；也可以先导出 CSV。',
      'Check the printer and try again; the register can be exported as CSV too.',
    ),
  },
  REGISTER_SHEET_TOO_LONG: {
    what: text('用印登记表没有导出。', 'The sheet of seal uses was not exported.'),
    why: text('这段时间的用印次数超过一张表的上限。', 'This period has more uses than one sheet takes.'),
    next: text(
      '请缩短起止日期，分几次导出；CSV 不限条数。',
      'Choose a shorter period and export in parts; CSV has no limit.',
    ),
  },
  REGISTER_INTERRUPTED: {
    what: text('盖章过程中程序被中断。', 'The program was interrupted while it sealed.'),
    why: text(
      '程序在使用 Key 期间被关闭或断电，没有留下盖章后的文件。',
      'It was closed or lost power while the key was in use; no sealed file was left.',
    ),
    next: text(
      '请重新盖章；Key 可能已经签过名，以台账后面的记录为准。',
      'Seal again. The key may have signed already; the later entries of the register count.',
    ),
  },
  STORE_DAMAGED: {
    what: text(
      '本机的用印台账数据库已损坏。',
      'The database of the register of seal uses on this computer is damaged.',
    ),
    why: text(
      '损坏的文件已移到旁边保存，没有删除；有备份时已用最近一次备份代替。',
      'The damaged file was set aside and not deleted; the newest backup took its place where there is one.',
    ),
    next: text(
      '请核对台账中最近的记录；如有缺失，请用更新的备份恢复，并把移到旁边的文件交给技术支持。',
      'Check the latest entries; where some are missing, restore a newer backup and give support the file set aside.',
    ),
  },
  STORE_UNWRITABLE: {
    what: text('本机的用印台账无法写入。', 'The register of seal uses on this computer cannot be written.'),
    why: text(
      '磁盘已满、没有写入权限，或台账由更新版本的程序写成。',
      'The disk is full, the right to write is missing, or a later version of this program wrote the register.',
    ),
    next: text(
      '请检查磁盘空间和文件夹权限，或升级本程序，然后重试。',
      'Check the disk and the folder’s permissions, or update this program, and try again.',
    ),
  },
  STORE_BUSY: {
    what: text('用印台账正被另一个程序使用。', 'Another program is using the register of seal uses.'),
    why: text(
      '另一个窗口或命令正在写入，本次操作没有完成。',
      'Another window or command was writing, so this was not done.',
    ),
    next: text(
      '请稍候重试；恢复备份之前，请先关闭本程序的其他窗口和命令。',
      'Try again in a moment; before restoring a backup, close this program’s other windows and commands.',
    ),
  },
  STORE_UNAVAILABLE: {
    what: text('这台电脑上不能使用用印台账。', 'The register of seal uses cannot be used on this computer.'),
    why: text(
      '数据库组件缺失、不适合当前运行环境，或意外中止。',
      'Its database component is missing, does not fit this runtime, or ended unexpectedly.',
    ),
    next: text(
      '请重启程序；若仍出现，请重新安装。在此期间的用印请按规定另行登记。',
      'Restart the program, or install it again. Until then, record seal uses by other means as the rules require.',
    ),
  },
  STORE_SYSTEM_TOO_OLD: {
    what: text(
      '本机系统版本过低，不能使用用印台账。',
      'This system is too old for the register of seal uses.',
    ),
    why: text(
      '台账的数据库组件需要的系统库版本（needs）高于本机的版本（present）。',
      'Its database component needs a newer system library (needs) than this system has (present).',
    ),
    next: text(
      '请安装为本机系统制作的安装包，或升级系统。在此期间的用印请按规定另行登记。',
      'Install the package that was made for this system, or update the system. Until then, record seal uses by other means as the rules require.',
    ),
  },
  BACKUP_DAMAGED: {
    what: text('这个文件不是完好的台账备份。', 'This file is not an intact backup of the register.'),
    why: text(
      '它不是本程序制作的备份，或内容已损坏。',
      'It was not made by this program, or its content is damaged.',
    ),
    next: text(
      '现有的台账未改动；请选择另一份备份。',
      'The present register is unchanged; choose another backup.',
    ),
  },
};

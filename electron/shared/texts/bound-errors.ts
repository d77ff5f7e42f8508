import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of a world that is no longer as it was bound. Each bars sealing until a person has put it right. */
export const boundErrors: ErrorTexts<`BOUND_${string}`> = {
  BOUND_PLATFORM_MISSING: {
    what: text(
      '已绑定的平台从设置中消失，不能盖章。',
      'A platform that this computer is bound to is gone from the settings, so nothing is sealed.',
    ),
    why: text(
      'platforms.json 被删除，或其中没有了这个平台；没有平台就不知道印章是否停用、注销。',
      'platforms.json was deleted or no longer names it; without it nobody knows whether a seal is suspended or cancelled.',
    ),
    next: text(
      '请用平台提供的设置文件重新添加这个平台；如确实不再使用，请在设置中写明理由解除绑定（sealdesk platform unbind）。验章仍按已知的状态给出结论。',
      'Add the platform again by the settings file that it provides. If you no longer use it, unbind it with a reason in the settings (sealdesk platform unbind). Verdicts still go by what is known.',
    ),
  },
  BOUND_PLATFORM_CHANGED: {
    what: text(
      '平台的设置与绑定时不同，不能盖章。',
      'The settings of a platform are not those that were bound, so nothing is sealed.',
    ),
    why: text(
      'platforms.json 被改动：下方列出改动的项、绑定时的值和现在的值。',
      'platforms.json was changed: the field, its value when it was bound and its value now stand below.',
    ),
    next: text(
      '请放回原来的设置。如平台确实更换了根证书、地址或规定，请向平台核实，写明理由解除绑定，再按新的设置绑定。',
      'Put back the former settings. If the platform has really changed its root, address or rules, confirm that with it, unbind it with a reason, and bind it again.',
    ),
  },
  BOUND_SETTINGS_DAMAGED: {
    what: text(
      '平台设置文件无法读取，而本机已绑定平台，不能盖章。',
      'The settings of the platforms cannot be read and this computer is bound to one, so nothing is sealed.',
    ),
    why: text(
      'platforms.json 已损坏、无权读取，或内容不符合要求。',
      'platforms.json is damaged, may not be read, or does not hold what it should.',
    ),
    next: text(
      '请放回平台提供的 platforms.json。验章仍按已知的状态给出结论。',
      'Put back the platforms.json that the platform provides. Verdicts still go by what is known.',
    ),
  },
  BOUND_POLICY_CHANGED: {
    what: text(
      '规定文件会改变已绑定平台的规定，不能盖章。',
      'A file of rules would change those of a platform that this computer is bound to, so nothing is sealed.',
    ),
    why: text(
      '本机 policies 文件夹中的文件被加入、改动或删除。已绑定平台的规定由平台签名给出，本机文件不能改变。',
      'A file in the policies folder was added, changed or removed. The platform itself names its rules, under its signature; files on this computer cannot.',
    ),
    next: text(
      '请按下方的文件名移走或放回该文件，然后重试。',
      'Take away or put back the file that is named below, and try again.',
    ),
  },
  BOUND_STATEMENT_DAMAGED: {
    what: text(
      '本机没有平台签名的规定，或它已不是当初接受的内容，不能盖章。',
      'The rules that the platform signed are not here, or are no longer what was accepted, so nothing is sealed.',
    ),
    why: text(
      '平台签名的规定还没有取得，或在本机数据库中被改动、损坏或删除。',
      'The statement that the platform signed was not fetched yet, or was changed, damaged or removed in the database of this computer.',
    ),
    next: text(
      '请联网同步，规定会从平台重新取得。',
      'Go online and synchronise: the rules are fetched from the platform again.',
    ),
  },
  BOUND_RECORD_CHANGED: {
    what: text(
      '平台绑定的保存内容与用印台账不一致，不能盖章。',
      'The binding to a platform is not kept as the register has it on record, so nothing is sealed.',
    ),
    why: text(
      '用印台账记有绑定这个平台，本机数据库中的绑定却被删除或改动。',
      'The register has this binding on record, and its row in the database of this computer was removed or changed.',
    ),
    next: text(
      '请核对平台的名称、根证书指纹和规定。先写明理由解除绑定（设置，或 sealdesk platform unbind），再重新绑定；验章请以平台的查询结果为准。',
      'Check the name, the root fingerprint and the rules of the platform. Unbind it with a reason (in the settings, or sealdesk platform unbind) and bind it again. Until then, ask the platform about the state of seals.',
    ),
  },
  BOUND_WORLD_CHANGED: {
    what: text(
      '数据目录里的 world.json 与绑定平台时不同，不能盖章。',
      'The file world.json of the data folder is not what it was when the platform was bound, so nothing is sealed.',
    ),
    why: text(
      'world.json 指明信任的机构和 USB Key 的驱动，绑定之后被加入、改动或删除。',
      'It names the authorities that are trusted and the drivers of USB keys, and was added, changed or removed since.',
    ),
    next: text(
      '请放回（或移走）这个文件。如改动是有意的，请写明理由解除绑定，再重新绑定。',
      'Put the file back, or take it away. If the change is wanted, unbind the platform with a reason and bind it again.',
    ),
  },
  BOUND_TRUST_CHANGED: {
    what: text(
      '信任目录里已绑定平台的撤销列表缺失或被换成旧的，不能盖章。',
      'A revocation list of a platform that this computer is bound to is missing in the trust folder, or was put back to an older one, so nothing is sealed.',
    ),
    why: text(
      '本机已接受过更新的列表；没有它就不知道证书是否已被撤销。',
      'A newer one was accepted here; without it nobody knows whether a certificate was revoked.',
    ),
    next: text('请联网同步，列表会从平台重新取得。', 'Go online and synchronise: the list is fetched again.'),
  },
};

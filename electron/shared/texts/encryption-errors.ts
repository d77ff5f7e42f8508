import type { ErrorCode } from '../errors.ts';
import { text, type ErrorTexts } from './bilingual.ts';

/** Codes of documents that are encrypted: by their format, or by software of the company around it. */
export type EncryptionError =
  | Extract<ErrorCode, `PDF_PASSWORD_${string}` | `PDF_ENCRYPTION_${string}`>
  | 'PDF_PERMISSION_DENIED'
  | 'PDF_COPYING_DENIED'
  | 'FILE_GUARDED'
  | 'FILE_LOOKS_ENCRYPTED'
  | 'GUARD_SOFTWARE_FOUND';

/** Errors of encrypted documents: what opens them, and what does not. */
export const encryptionErrors: ErrorTexts<EncryptionError> = {
  PDF_PASSWORD_NEEDED: {
    what: text('这份 PDF 已加密，需要文件密码才能打开。', 'This PDF is encrypted and needs a password.'),
    why: text('文件的制作者设了文件密码。', 'Its maker has set a password for opening it.'),
    next: text(
      '请输入文件密码；命令行用 --password-env 指定存放它的环境变量。文件密码请向制作者索取。',
      'Enter its password, or name the environment variable that holds it by --password-env. Its maker knows it.',
    ),
  },
  PDF_PASSWORD_WRONG: {
    what: text('文件密码不对。', 'The password of the file is wrong.'),
    why: text(
      '它打不开这份 PDF，也不是它的权限密码。',
      'It is neither the password for opening this PDF nor the one for its permissions.',
    ),
    next: text(
      '请核对大小写和输入法后再试，或向文件的制作者索取。',
      'Check upper and lower case and the input method, or ask its maker.',
    ),
  },
  PDF_ENCRYPTION_UNSUPPORTED: {
    what: text(
      '这份 PDF 用了本程序不支持的加密方式，不能盖章或验章。',
      'This PDF is encrypted in a way that is not supported; it can be neither sealed nor verified.',
    ),
    why: text(
      '它不是用文件密码加密的，例如用收件人的证书或版权管理软件加密。',
      'It is not encrypted by a password but, for example, for certificates of its recipients or by rights management.',
    ),
    next: text('请向文件的制作者索取未加密的版本。', 'Ask its maker for a version without encryption.'),
  },
  PDF_ENCRYPTION_DAMAGED: {
    what: text('这份 PDF 的加密信息已损坏。', 'The encryption of this PDF is damaged.'),
    why: text(
      '加密字典缺少内容或自相矛盾，各种阅读器会有不同的显示。',
      'Its encryption dictionary lacks something or contradicts itself; readers would differ in what they show.',
    ),
    next: text('请用原软件重新导出 PDF。', 'Export the PDF again with the program it was made with.'),
  },
  PDF_ENCRYPTION_CHANGED: {
    what: text(
      '这份 PDF 的加密方式在后来的修改中变了，不能盖章或验章。',
      'A later change replaced the encryption of this PDF; it can be neither sealed nor verified.',
    ),
    why: text(
      '一份 PDF 的各个版本必须用同一种加密，否则前后版本的内容无法对照。',
      'All versions in a PDF must share one encryption, or earlier and later content cannot be compared.',
    ),
    next: text(
      '请核实文件来源，并向对方索取正常导出的 PDF。',
      'Check where the file comes from and ask for a normally exported PDF.',
    ),
  },
  PDF_PERMISSION_DENIED: {
    what: text('这份 PDF 的权限不允许添加签章。', 'The permissions of this PDF do not allow adding a seal.'),
    why: text(
      '制作者限制了批注、填表和签名；用权限密码打开才能盖章。',
      'Its maker restricted comments, forms and signatures; only its permissions password opens it for sealing.',
    ),
    next: text(
      '请输入权限密码，或向制作者索取允许签章的版本。',
      'Enter the permissions password, or ask its maker for a version that allows seals.',
    ),
  },
  PDF_COPYING_DENIED: {
    what: text('文字没有复制：这份 PDF 不允许复制内容。', 'Nothing was copied: this PDF does not allow it.'),
    why: text(
      '制作者在权限里关闭了“复制文字”，或者它的加密信息读不出来。',
      'Its maker has switched copying off in its permissions, or its encryption cannot be read.',
    ),
    next: text(
      '用权限密码打开后可以复制；否则请向制作者索取允许复制的版本。',
      'It can be copied once its permissions password has opened it; else ask its maker for another version.',
    ),
  },
  FILE_GUARDED: {
    what: text(
      '这份文件被本单位的加密软件保护，印签台读到的是密文。',
      'This file is protected by encryption software of your company; SealDesk is handed ciphertext.',
    ),
    why: text(
      '亿赛通、IP-guard、绿盾一类的软件只把明文交给受信任的程序。',
      'Such software (E-SafeNet, IP-guard, Green Shield and the like) hands the content to trusted programs alone.',
    ),
    next: text(
      '请管理员将印签台加入受信任程序，再打开这份文件。',
      'Ask the administrator to add SealDesk to the trusted programs, and open the file again.',
    ),
  },
  GUARD_SOFTWARE_FOUND: {
    what: text(
      '这台电脑装有本单位的文件加密软件。',
      'Encryption software of your company is installed on this computer.',
    ),
    why: text(
      '它可能把密文交给印签台，那样的文件打不开、也盖不了章。',
      'It may hand SealDesk ciphertext; such files can be neither opened nor sealed.',
    ),
    next: text(
      '能正常打开文件就不用处理；提示文件被加密软件保护时，请管理员将印签台加入受信任程序。',
      'Nothing needs to be done while files open. If one is said to be protected, ask the administrator to add SealDesk to the trusted programs.',
    ),
  },
  FILE_LOOKS_ENCRYPTED: {
    what: text(
      '这不是 PDF：内容像密文，没有任何已知的文件标记。',
      'This is no PDF: its content looks like ciphertext and bears no known mark.',
    ),
    why: text(
      '可能是本单位的文件加密软件没有把明文交给印签台，也可能是文件在传输中损坏。印签台分不清是哪一种。',
      'Encryption software of your company may not hand SealDesk the content, or the file was damaged on its way. SealDesk cannot tell which.',
    ),
    next: text(
      '如果本单位装有文件加密软件，请管理员将印签台加入受信任程序；否则请重新取得这份文件。',
      'If your company encrypts files, ask its administrator to add SealDesk to the trusted programs; otherwise fetch the file again.',
    ),
  },
};

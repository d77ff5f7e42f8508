import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of links that lead from other programs and pages into this one. */
export const linkTexts = {
  title: text('外来链接', 'A link from outside'),
  asks: {
    open: text('一个链接请求打开文件', 'A link asks to open a file'),
    verify: text('一个链接请求验章', 'A link asks to verify a file'),
    approve: text('一个链接请求导入用印申请', 'A link asks to take in a request for approval'),
  },
  from: text('文件来自', 'The file is from'),
  thisComputer: text('本机', 'this computer'),
  address: text('地址', 'Address'),
  path: text('路径', 'Path'),
  askedBy: text('由谁请求', 'Asked by'),
  unknownProgram: text(
    '不明：系统不告知是哪个网页或程序',
    'Unknown: the system does not tell which page or program',
  ),
  consequence: {
    web: text(
      '文件将下载到“下载”文件夹后打开。请核对来源，不认识的不要打开。',
      'The file is downloaded to your downloads and then opened. Check where it is from, and leave one that you do not know.',
    ),
    file: text(
      '将打开本机上的这个文件。不是您自己点击的，不要打开。',
      'This file of your computer is opened. Leave it if you did not click the link yourself.',
    ),
    share: text(
      '文件在另一台电脑上。打开时，系统会用您的账户向那台电脑登录。不认识的不要打开。',
      'The file lies on another computer. The system signs in there with your account. Leave one that you do not know.',
    ),
  },
  neverSeals: text(
    '链接只能请求打开、验章或导入申请，不能盖章或审批：那需要您看过文件并输入口令。',
    'A link can ask to open, to verify or to take in. It cannot seal or approve: that takes you, the document before you, and your PIN.',
  ),
  follow: {
    open: text('打开', 'Open'),
    verify: text('验章', 'Verify'),
    approve: text('导入', 'Take in'),
  },
  leave: text('不打开', 'Do not open'),
  close: text('关闭', 'Close'),
  downloading: text(
    (host: string) => `正在从 ${host} 下载…`,
    (host) => `Downloading from ${host}…`,
  ),
  opening: text('正在打开链接里的文件…', 'Opening the file of the link…'),
};

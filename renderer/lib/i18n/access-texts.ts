import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of a delegate's own access (被授权人领取授权). */
export const accessTexts = {
  open: text('领取授权', 'Take an authorisation'),
  title: text('用自己的 Key 领取授权', 'Take an authorisation on your own key'),
  intro: text(
    '持有人已授权您用印的，在这里把授权领到您自己的 USB Key 上；不需要借用持有人的 Key。',
    'If a holder has authorised you to use a seal, take it here on a USB key of your own; the holder’s key is not lent.',
  ),
  getCode: text(
    '向持有人取得授权编号和授权码；授权码只能用一次。',
    'Get number and code of the authorisation from the holder; the code serves once.',
  ),
  insertOwn: text(
    '插入您自己的 USB Key，输入它的保护口令。',
    'Insert a USB key of your own, and enter its PIN.',
  ),
  made: text(
    'Key 生成密钥，平台签发证书并制作只属于您的印章，写入 Key。',
    'The key makes a key pair; the platform certifies it and makes a seal that is yours alone; both are written to the key.',
  ),
  number: text('授权编号', 'Number of the authorisation'),
  code: text('授权码', 'Code'),
  key: text('您自己的 USB Key', 'Your own USB key'),
  keyNeeded: text(
    '生成密钥、写入证书和印章需要这个 Key 的保护口令。',
    'Making the key and writing certificate and seal take the PIN of this key.',
  ),
  noKey: text('请插入您自己的 USB Key。', 'Please insert a USB key of your own.'),
  submit: text('领取', 'Take it'),
  done: text(
    (number: string) => `授权 ${number} 已领取，印章已写入您的 Key，在“文档”中按授权的用途和次数使用。`,
    (number) =>
      `Authorisation ${number} is taken and the seal is on your key. Use it under Document for what it was granted.`,
  ),
  list: text('我领取的授权', 'Authorisations taken here'),
  facts: {
    period: text('期限', 'Period'),
    uses: text('次数', 'Uses'),
    purposes: text('用途', 'Purposes'),
    seal: text('印章编号', 'Number of the seal'),
    number: text('授权编号', 'Number'),
  },
} as const;

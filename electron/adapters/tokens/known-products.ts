/** The files and folders of one product's module on one system. */
export interface KnownModule {
  readonly product: string;
  readonly kind: 'pkcs11' | 'skf';
  /** Names; `*` stands for any characters. */
  readonly files: readonly string[];
  /** Beside the system's usual folders; `%NAME%` is a variable of the environment. */
  readonly folders?: readonly string[];
}

/** Makers and products as people know them, the same on every system. */
export const FEITIAN = '飞天诚信 Feitian ePass';
export const LONGMAI = '龙脉 Longmai mToken';
export const HAITAI = '海泰 HaiTai';
export const WATCHDATA = '握奇 Watchdata';
export const BJCA = '北京数字认证 BJCA';
export const EXCELSECU = '文鼎创 Excelsecu';
export const NETCA = '网证通 NETCA';

import {
  BJCA,
  EXCELSECU,
  FEITIAN,
  HAITAI,
  LONGMAI,
  NETCA,
  WATCHDATA,
  type KnownModule,
} from './known-products.ts';

/**
 * Installers put modules into the system's folders. SysWOW64 holds the 32-bit ones of a 64-bit Windows: they are found there so
 * that they can be named as such.
 */
export const WINDOWS_FOLDERS: readonly string[] = ['%SystemRoot%\\System32', '%SystemRoot%\\SysWOW64'];

/** The folder of a library, in which the others of its vendor lie. */
export function folderOfLibraries(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'), 0));
}

/*
 * Each name has its source. Scripts and lists are public ones of vendors, of authorities (CA) and of projects that worked
 * with these keys. No source was found for 明华 (Minghua) and 渔翁 (Fisherman), so they are not here: the registry, or the
 * person, names theirs.
 */
export const WINDOWS_MODULES: readonly KnownModule[] = [
  {
    product: FEITIAN,
    kind: 'pkcs11',
    files: [
      // "_SZCA": comments of 深圳CA's devices in GDCA's web interface (Vid 096E, Pid 0309).
      'ShuttleCsp11_3000GM*.dll',
      // Lists of PKCS#11 modules of signing programs (ePass3003).
      'ShuttleCsp11_3003.dll',
      'ZJCAePass3000gm.dll',
      'HBCA_ePass3000GM.dll',
      'eps2003csp11v2.dll',
      'ngp11v211.dll',
    ],
  },
  // NETCA's installation script "网证通设备驱动_FTA", for System32 and SysWOW64.
  { product: FEITIAN, kind: 'skf', files: ['Ft3000GM_Netca_SKF.dll'] },
  {
    product: LONGMAI,
    kind: 'pkcs11',
    // "CryptoIDA": lists of PKCS#11 modules of signing programs.
    files: ['gm3000_pkcs11.dll', 'CryptoIDA_pkcs11.dll'],
    folders: ['%ProgramFiles(x86)%\\GM3000'],
  },
  {
    product: LONGMAI,
    kind: 'skf',
    // Longmai's own mToken.js names all of them (SOF_LoadLibrary), 湖南CA's copy of it "_hnca".
    files: ['mtoken_gm3000*.dll', 'mtoken_k5.dll', 'mtoken_k7.dll', 'mtoken_tf.dll'],
    // The configuration of a public SKF service: %ProgramFiles(X86)%\GM3000\mtoken_gm3000.dll, a file of 32 bits.
    folders: ['%ProgramFiles(x86)%\\GM3000'],
  },
  // HtPkcs11.dll: NETCA's installation script "网证通设备驱动_海泰SM2 COS"; with a number: projects of 浙江CA.
  { product: HAITAI, kind: 'pkcs11', files: ['HtPkcs11*.dll'] },
  // Numbers 20046 to 20549 in web pages of several authorities; "HUNCA_HT": 湖南CA's copy of mToken.js.
  { product: HAITAI, kind: 'skf', files: ['SKFAPI*.dll', 'HUNCA_HT_*_SKF.dll'] },
  // NETCA's installation script "网证通设备驱动_ES" (Vid 1EA8), for System32 and SysWOW64.
  { product: EXCELSECU, kind: 'pkcs11', files: ['SJK1217Pkcs.dll'] },
  { product: EXCELSECU, kind: 'skf', files: ['SJK1217SKF.dll'] },
  {
    product: WATCHDATA,
    kind: 'pkcs11',
    files: ['WDPKCS.dll'],
    // Lists of PKCS#11 modules of signing programs.
    folders: [
      '%SystemRoot%\\System32\\Watchdata\\PROXKey CSP India V3.0',
      '%SystemRoot%\\SysWOW64\\Watchdata\\PROXKey CSP India V3.0',
    ],
  },
  { product: BJCA, kind: 'pkcs11', files: ['bjcacsp11_*.dll'] },
  {
    product: BJCA,
    kind: 'skf',
    files: [
      // Comments of 北京CA's devices in GDCA's web interface (林果, Vid 6588; Vid 22FB), and an installation script with both.
      'lgu3073_p1514_gm*.dll',
      'USK218_GM.dll',
      'gm3k_for_bjca*.dll',
    ],
  },
  // Comments of 网证通's devices in GDCA's web interface (Vid 5448 and F02E).
  { product: NETCA, kind: 'skf', files: ['NetcaSKF.dll'] },
  {
    product: 'OpenSC',
    kind: 'pkcs11',
    files: ['opensc-pkcs11.dll'],
    folders: ['%ProgramFiles%\\OpenSC Project\\OpenSC\\pkcs11'],
  },
  {
    product: 'SoftHSM2',
    kind: 'pkcs11',
    files: ['softhsm2-x64.dll'],
    folders: ['%SystemDrive%\\SoftHSM2\\lib'],
  },
];

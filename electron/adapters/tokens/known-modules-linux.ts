import { FEITIAN, HAITAI, LONGMAI, WATCHDATA, type KnownModule } from './known-products.ts';

/** Where distributions and vendors' installers put modules. */
export const LINUX_FOLDERS: readonly string[] = [
  '/usr/lib',
  '/usr/lib64',
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib/loongarch64-linux-gnu',
  '/usr/lib/i386-linux-gnu',
  '/usr/lib/pkcs11',
  '/usr/local/lib',
  '/usr/local/lib/pkcs11',
];

/** Longmai's packages: for ordinary distributions, and (by the vendor's description of both) for the store of UOS. */
const LONGMAI_FOLDERS: readonly string[] = [
  '/opt/lm-gm3000user/lib',
  '/opt/lm-gm3000admin/lib',
  '/opt/apps/com.longmai.gm3000user/files/lib',
];

/** Each name has its source, as for Windows. */
export const LINUX_MODULES: readonly KnownModule[] = [
  {
    product: FEITIAN,
    kind: 'pkcs11',
    // With a version: packages of VPN clients for domestic desktops. It exports SKF too (JulongChain's GMT0016Lib loads it so).
    files: ['libes_3000gm.so', 'libes_3000gm.so.*', 'libcastle_v2.so.1.0.0'],
  },
  { product: LONGMAI, kind: 'pkcs11', files: ['libgm3000_pkcs11.so'], folders: LONGMAI_FOLDERS },
  // Longmai's own mToken.js names both (SOF_LoadLibrary).
  { product: LONGMAI, kind: 'skf', files: ['libgm3000.1.0.so', 'libk7.1.0.so'], folders: LONGMAI_FOLDERS },
  // 湖南CA's copy of mToken.js.
  { product: HAITAI, kind: 'skf', files: ['libhunca_ht_*_skfapi.so'] },
  {
    product: WATCHDATA,
    kind: 'pkcs11',
    files: ['libwdpkcs_SignatureP11.so'],
    folders: ['/usr/lib/WatchData/ProxKey/lib'],
  },
  { product: 'OpenSC', kind: 'pkcs11', files: ['opensc-pkcs11.so'] },
  {
    product: 'SoftHSM2',
    kind: 'pkcs11',
    files: ['libsofthsm2.so'],
    folders: ['/usr/lib/softhsm', '/usr/lib/x86_64-linux-gnu/softhsm', '/usr/local/lib/softhsm'],
  },
];

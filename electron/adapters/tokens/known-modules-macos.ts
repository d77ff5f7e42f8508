import { FEITIAN, HAITAI, LONGMAI, type KnownModule } from './known-products.ts';

/** Where installers and Homebrew put modules. */
export const MACOS_FOLDERS: readonly string[] = [
  '/usr/local/lib',
  '/opt/homebrew/lib',
  '/Library/Frameworks',
];

/** Each name has its source, as for Windows. */
export const MACOS_MODULES: readonly KnownModule[] = [
  { product: FEITIAN, kind: 'pkcs11', files: ['libes_3000gm.dylib'] },
  { product: LONGMAI, kind: 'pkcs11', files: ['libcryptoid_pkcs11.dylib'] },
  {
    product: LONGMAI,
    kind: 'skf',
    // Longmai's own mToken.js names all of them (SOF_LoadLibrary).
    files: ['libgm3000.1.0.dylib', 'libk5.1.0.dylib', 'libk7.1.0.dylib', 'libtf.dylib'],
  },
  // 湖南CA's copy of mToken.js.
  { product: HAITAI, kind: 'skf', files: ['libhunca_ht_*_skfapi.dylib'] },
  { product: 'OpenSC', kind: 'pkcs11', files: ['opensc-pkcs11.so'], folders: ['/Library/OpenSC/lib'] },
  {
    product: 'SoftHSM2',
    kind: 'pkcs11',
    files: ['libsofthsm2.so'],
    folders: ['/usr/local/lib/softhsm', '/opt/homebrew/lib/softhsm'],
  },
];

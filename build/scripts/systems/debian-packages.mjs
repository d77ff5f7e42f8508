/** Libraries that Electron loads; with what they depend on themselves they are enough. */
export const electronLibraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
];

/** Packages that a bare Debian lacks, by their purpose. The names are those of Debian 12. */
const packagesByPurpose = {
  electron: [...electronLibraries, 'fonts-noto-cjk'],
  virtualDisplay: ['xvfb', 'xauth'],
  unpacking: ['unzip', 'ca-certificates'],
  softToken: ['build-essential', 'python3', 'libssl-dev', 'openssl'],
  independentChecks: ['qpdf', 'mupdf-tools', 'poppler-utils', 'libnss3-tools', 'opensc'],
  shells: ['zsh'],
  clockControl: ['libfaketime'],
  independentModules: ['softhsm2', 'opensc-pkcs11', 'pcscd', 'vsmartcard-vpcd'],
};

export const debianPackages = Object.values(packagesByPurpose).flat();

/**
 * What the lane under Wine leaves out, and what is missing there. The lane fails for any other test that fails, and for one of these
 * that passes, so that this list says what is so.
 */

/** Programs that neither Debian nor a package has for Windows, nor as JavaScript. */
const tools = ['sh', 'bash', 'zsh', 'script', 'chown', 'pdfsig', 'softhsm2-util', 'pcscd', 'mkfifo'];

/** Wine 10 says of a link that it was made, and makes none; of a real Windows it takes a right of its own. */
const links = 'symbolic links';

const tests = {
  unit: [
    // They run the commands that an evidence package prints for a person, in a shell.
    { by: 'sh', file: 'electron/services/evidence-package/messages-by-openssl.test.ts' },
    { by: 'sh', file: 'electron/services/evidence-package/encrypted-by-openssl.test.ts' },
    { by: 'sh', file: 'electron/services/evidence-package/ofd-by-openssl.test.ts' },
    {
      by: 'sh',
      file: 'electron/services/evidence-package/evidence-by-openssl.test.ts',
      tests: [
        'a person with openssl alone repeats every check by the printed commands',
        'a person with openssl alone finds one flipped byte in the covered bytes',
        'a person with openssl alone finds one flipped byte in the signature data',
      ],
    },
    {
      by: links,
      file: 'build/scripts/setup/node-headers.test.ts',
      tests: ['A folder for make gets another path without spaces, where its own has one'],
    },
    {
      by: links,
      file: 'electron/adapters/files/node-files.test.ts',
      tests: ['a draft file does not write through a dangling link'],
    },
    {
      by: links,
      file: 'electron/adapters/fonts/installed-fonts.test.ts',
      tests: ['The fonts of a computer in a folder that leads to itself are found once'],
    },
  ],
  'command-line': [
    {
      by: 'sh',
      file: 'e2e/command-line/evidence.test.ts',
      tests: [
        'an evidence package is repeated by openssl alone, by the printed commands, and one flipped byte fails',
      ],
    },
    {
      by: 'sh',
      file: 'e2e/command-line/ofd.test.ts',
      tests: [
        'an OFD on the command line is packed as evidence that openssl and unzip repeat, and recheck anywhere, unless it was changed',
      ],
    },
    // It drives windows, and set-up would have to fetch an Electron of Windows.
    {
      by: 'Electron',
      file: 'e2e/command-line/bench.test.ts',
      tests: ['Measures each part on tiny inputs, and says of each row whether its target is met'],
    },
  ],
  app: [],
};

/**
 * Returns what is left out of a suite.
 * @param {'unit' | 'command-line' | 'app'} suite
 * @param {readonly string[]} files those of its files that run
 */
export const leftOutOf = (suite, files) => ({
  tools,
  tests: tests[suite].filter(({ file }) => files.includes(file)),
});

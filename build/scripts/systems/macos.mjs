/** Facts about macOS. */
export const macos = {
  name: 'macos',
  electronExecutable: 'Electron.app/Contents/MacOS/Electron',
  nodeExecutable: 'bin/node',
  npmCommand: 'npm',
  npmNeedsShell: false,
  openCommand: (path) => ['open', [path]],
  hasDisplay: () => true,
  isRoot: () => process.getuid() === 0,
};

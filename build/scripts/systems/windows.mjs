/** Facts about Windows. */
export const windows = {
  name: 'windows',
  electronExecutable: 'electron.exe',
  nodeExecutable: 'bin/node.exe',
  /** A .cmd file starts only through a shell (Node ≥ 20.12). */
  npmCommand: 'npm.cmd',
  npmNeedsShell: true,
  openCommand: (path) => ['explorer.exe', [path]],
  hasDisplay: () => true,
  isRoot: () => false,
};

/** What a version without a suffix counts behind its candidates. */
const FINAL = 999;

/**
 * Returns a version in numbers alone, which is all that Windows compares: 1.0.0-rc.2 as [1, 0, 0, 2], and 1.0.0 as [1, 0, 0, 999], so
 * that it follows its candidates.
 * @throws Error for a version of another form
 */
export function windowsVersion(version) {
  const [, major, minor, patch, candidate] = /^(\d+)\.(\d+)\.(\d+)(?:-rc\.(\d{1,3}))?$/.exec(version) ?? [];
  if (major === undefined) throw new Error(`${version} is no version like 1.0.0 or 1.0.0-rc.1`);
  return [major, minor, patch, candidate ?? FINAL].map(Number);
}

/**
 * Returns a version for Windows Installer, which looks at three numbers: the last holds patch and candidate, and 65,535 at most.
 * @throws Error for a patch beyond that
 */
export function installerVersion(version) {
  const [major, minor, patch, candidate] = windowsVersion(version);
  const last = patch * 1000 + candidate;
  if (last > 65_535) throw new Error(`Windows Installer cannot count to ${version}`);
  return `${major}.${minor}.${last}`;
}

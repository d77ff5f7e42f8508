/** The last part of a path of any system: what registers and approvals know a file by, without its folders. */
export function fileNameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

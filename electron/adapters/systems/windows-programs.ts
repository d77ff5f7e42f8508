import { win32 } from 'node:path';

let folderOfPrograms: string | undefined;

/**
 * Returns the folder of the system's programs: of ntdll.dll, which is in every process. The environment is the person's to set. A
 * report takes its time, so there is one a process.
 */
export function systemFolder(): string {
  return (folderOfPrograms ??= folderOfNtdll());
}

function folderOfNtdll(): string {
  // Node then asks neither network cards nor their names: these take half of the time, and nobody needs them. Its types lack the member.
  Object.assign(process.report, { excludeNetwork: true });
  // Node does not declare the report's members; what lacks them gives no path.
  const { sharedObjects = [] } = process.report.getReport() as { sharedObjects?: readonly string[] };
  return win32.dirname(
    sharedObjects.find((path) => /[\\/]ntdll\.dll$/i.test(path)) ?? 'C:\\Windows\\System32\\.',
  );
}

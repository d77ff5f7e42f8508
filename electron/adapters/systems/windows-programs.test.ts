import { afterEach, describe, expect, it, vi } from 'vitest';

// The answer is kept: each test loads the file anew.
afterEach(() => {
  vi.restoreAllMocks();
  vi.resetModules();
});

describe('The folder of the programs of Windows', () => {
  it('is that of ntdll.dll in this process, which is looked for once, without the network', async () => {
    const members: unknown[] = [];
    const report = vi.spyOn(process.report, 'getReport').mockImplementation(() => {
      members.push(Reflect.get(process.report, 'excludeNetwork'));
      return { sharedObjects: ['D:\\node\\node.exe', 'D:\\WINDOWS\\SYSTEM32\\ntdll.dll'] };
    });
    const { systemFolder } = await import('./windows-programs.ts');
    expect([systemFolder(), systemFolder()]).toEqual(['D:\\WINDOWS\\SYSTEM32', 'D:\\WINDOWS\\SYSTEM32']);
    expect([report.mock.calls.length, members]).toEqual([1, [true]]);
  });

  it('is the usual one where the report does not tell', async () => {
    vi.spyOn(process.report, 'getReport').mockReturnValue({});
    const { systemFolder } = await import('./windows-programs.ts');
    expect(systemFolder()).toBe('C:\\Windows\\System32');
  });
});

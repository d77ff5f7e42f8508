import { describe, expect, it } from 'vitest';
import { type SkfDevice } from './device.ts';
import { withChosenApplication } from './find-token.ts';
import { fakeLibrary, put, putNames } from './fake-library.fixture.ts';
import { SAR } from './skf-library.ts';

/** Makes a device from its applications with their numbers of containers. Each container has a certificate. */
function deviceWith(applications: Readonly<Record<string, number>>, wanted: string | null = null): SkfDevice {
  const names = Object.keys(applications);
  const library = fakeLibrary(
    {
      SKF_EnumApplication: (_device, list, size) => void putNames(list, size, names),
      SKF_OpenApplication: (_device, name, application) => {
        const index = names.indexOf(
          Buffer.from(name as Uint8Array)
            .toString('utf8')
            .replace('\0', ''),
        );
        put(application, index + 1);
        return index < 0 ? SAR.fail : SAR.ok;
      },
      SKF_CloseApplication: () => SAR.ok,
      SKF_EnumContainer: (application, list, size) => {
        const count = applications[names[Number(application) - 1] ?? ''] ?? 0;
        putNames(
          list,
          size,
          Array.from({ length: count }, (_each, index) => `c${index}`),
        );
        return SAR.ok;
      },
      SKF_OpenContainer: () => SAR.ok,
      SKF_CloseContainer: () => SAR.ok,
      SKF_ExportCertificate: (_container, sign, _buffer, size) => {
        put(size, 4);
        return sign === 1 ? SAR.ok : SAR.certificateNotFound;
      },
    },
    { application: wanted },
  );
  return { library, handle: 1n, info: { label: '', serial: '', manufacturer: '', firmware: '' } };
}

describe('the application that is used', () => {
  it.each<[string, Readonly<Record<string, number>>, string | null, string | null]>([
    ['the only one', { a: 0 }, null, 'a'],
    ['the first that holds a certificate', { a: 0, b: 2, c: 1 }, null, 'b'],
    ['the first if none holds a certificate', { a: 0, b: 0 }, null, 'a'],
    ['the one that the profile names', { a: 1, b: 0 }, 'b', 'b'],
    ['absent if the named one is missing', { a: 1 }, 'b', null],
    ['absent if there is none', {}, null, null],
  ])('is %s', (_case, applications, wanted, chosen) => {
    const device = deviceWith(applications, wanted);
    expect(withChosenApplication(device, ({ name }) => name)).toBe(chosen);
  });
});

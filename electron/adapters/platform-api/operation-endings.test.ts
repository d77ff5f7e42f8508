import { expect, it } from 'vitest';
import { endingIn } from './operation-endings.ts';

const READ = { method: 'GET', path: '/v1/seals/440100-1/use-state' } as const;

it.each([
  ['says since when', { deprecation: '@1767225600' }, ['2026-01-01T00:00:00.000Z', null]],
  [
    'says until when too',
    { deprecation: '@1767225600', sunset: 'Fri, 31 Dec 2027 00:00:00 GMT' },
    ['2026-01-01T00:00:00.000Z', '2027-12-31T00:00:00.000Z'],
  ],
  ['says the end alone', { sunset: 'Fri, 31 Dec 2027 00:00:00 GMT' }, [null, '2027-12-31T00:00:00.000Z']],
])('An announced end is read where the answer %s', (_, headers: Record<string, string>, [since, sunset]) => {
  expect(endingIn(READ, headers)).toEqual({ operation: 'GET /v1/seals', since, sunset });
});

it.each([
  ['has no such header', {}],
  ['has a boolean of an early draft', { deprecation: 'true' }],
  ['has a time out of range', { deprecation: '@99999999999999', sunset: 'never' }],
])('Nothing is announced where the answer %s', (_, headers: Record<string, string>) => {
  expect(endingIn(READ, headers)).toBeNull();
});

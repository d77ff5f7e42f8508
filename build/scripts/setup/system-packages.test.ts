import { describe, expect, it } from 'vitest';
import { missingFrom } from './system-packages.mjs';

describe('missingFrom', () => {
  it('counts a removed package with configuration left as missing', () => {
    expect(missingFrom('qpdf ii \nopensc rc \n', ['qpdf', 'opensc', 'xvfb'])).toEqual(['opensc', 'xvfb']);
  });

  it('wants everything where dpkg knows nothing', () => {
    expect(missingFrom('', ['qpdf'])).toEqual(['qpdf']);
  });
});

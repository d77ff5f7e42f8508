import { describe, expect, it } from 'vitest';
import { missingFrom } from './system-packages.mjs';

describe('missingFrom', () => {
  it('counts a removed package whose configuration remains as missing', () => {
    expect(missingFrom('qpdf ii \nopensc rc \n', ['qpdf', 'opensc', 'xvfb'])).toEqual(['opensc', 'xvfb']);
  });

  it('returns every package when dpkg knows none', () => {
    expect(missingFrom('', ['qpdf'])).toEqual(['qpdf']);
  });
});

import layers from './dependency-cruiser.cjs';

const tests = ['\\.test\\.tsx?$', '\\.fixture\\.tsx?$', '/(fixtures|testing)/'];
const folders = '^(electron|renderer|e2e/platform)/';

/**
 * Forbids that two folders need each other, directly or through other folders. A folder includes its subfolders: a
 * folder and its subfolders may use one another, so that `checks/` may use the context in the folder above. Tests
 * and their fixtures do not count, because a test may use any code to set up a world.
 */
export default {
  forbidden: [
    {
      name: 'no-folder-cycles',
      scope: 'folder',
      severity: 'error',
      from: { path: folders },
      to: { path: folders, circular: true },
    },
  ],
  options: { ...layers.options, exclude: { path: [...layers.options.exclude.path, ...tests] } },
};

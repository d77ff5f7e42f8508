import layers from './dependency-cruiser.cjs';

const tests = ['\\.test\\.tsx?$', '\\.fixture\\.tsx?$', '/(fixtures|testing)/'];
const folders = '^(electron|renderer|e2e/platform)/';

/**
 * No two folders need each other, directly or by way of others, as no two files do. A folder stands for everything
 * in it: a folder and its subfolders may use one another, so that `checks/` may use the context that lies above it;
 * two folders of which neither contains the other may not. Tests and their fixtures do not count: a test may use
 * whatever it likes to set up a world.
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

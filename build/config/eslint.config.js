import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import unsafeAssertionHasReason from './unsafe-assertion-has-reason.js';

/** Rules that need types beyond those of `recommended-type-checked`. */
const typedRules = {
  '@typescript-eslint/no-deprecated': 'error',
  '@typescript-eslint/no-unnecessary-condition': 'error',
  '@typescript-eslint/prefer-promise-reject-errors': 'error',
  // An async function without await turns what it throws into a rejection, which its callers count on.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
  ],
  '@typescript-eslint/use-unknown-in-catch-callback-variable': 'error',
  'sealdesk/unsafe-assertion-has-reason': 'error',
};

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist/**', '**/out/**', '**/.runtime/**'] },
  // AssemblyScript, another language with the same file names: its own compiler checks it.
  { ignores: ['native/sm-engine/assembly/**'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: 'build/config/tsconfig.lint.json',
        tsconfigRootDir: `${import.meta.dirname}/../..`,
      },
    },
    plugins: { sealdesk: { rules: { 'unsafe-assertion-has-reason': unsafeAssertionHasReason } } },
    rules: {
      ...typedRules,
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-console': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // A wrong assertion in a test fails the test. Tests look at spies without their objects.
    files: ['**/*.test.ts', '**/*.test.tsx', '**/*.fixture.ts', 'e2e/**'],
    rules: {
      'sealdesk/unsafe-assertion-has-reason': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // Generated from the platform's contract, as long as that is.
  { files: ['electron/shared/platform-api/schema.ts'], rules: { 'max-lines': 'off' } },
  { files: ['build/config/**', '**/*.config.ts'], rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['renderer/**/*.tsx', 'renderer/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.name=/^use(Layout)?Effect$/] > ArrowFunctionExpression[body.type=/^(Call|Chain)Expression$/]',
          message:
            'React calls what an effect returns. Write void before a call: a later browser may make it return something, as Chromium did with scrollIntoView.',
        },
      ],
    },
  },
);

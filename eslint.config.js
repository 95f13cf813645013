import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const classes = {
  selector: 'ClassDeclaration:not([superClass.name=/Error$/]), ClassExpression',
  message: 'No classes but errors: a value and functions.',
}
const enums = { selector: 'TSEnumDeclaration', message: 'No enums: a union of strings.' }
const clock = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
  message: 'core has no clock: now is an argument.',
}

const nodeFiles = [
  '**/*-node.ts',
  '**/blob-disk.ts',
  'runtime/{node,cli,demo}.ts',
  'runtime/commands/**',
  'bench/**',
  'scripts/**',
  'test/**',
]

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'coverage/', 'test-results/', 'db/migrations/', '.wrangler/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: 'tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', classes, enums],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'no-console': 'error',
      'no-control-regex': 'off',
      eqeqeq: 'error',
    },
  },
  {
    // Outside tsconfig.json: a second program for these few files would cost as much as the first.
    files: ['**/*-durable.ts', '**/blob-r2.ts', '**/worker.ts', 'vitest.workers.config.ts', 'db/migrations/*.d.ts'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    // A JSX element of Hono is a string or the promise of one, which these two rules don't see.
    files: ['**/*.tsx'],
    rules: { '@typescript-eslint/await-thenable': 'off', '@typescript-eslint/no-base-to-string': 'off' },
  },
  {
    files: ['core/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', classes, enums, clock],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: clock.message },
        { object: 'Math', property: 'random', message: 'core has no randomness: ids are arguments.' },
      ],
    },
  },
  {
    files: ['{core,db,bot,console,runtime}/**/*.{ts,tsx}'],
    ignores: nodeFiles,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'global', '__dirname', '__filename', 'require', 'setImmediate'].map((name) => ({
          name,
          message: 'Only *-node.ts, node.ts, cli.ts, demo.ts, runtime/commands/ and blob-disk.ts know Node.',
        })),
      ],
    },
  },
  {
    files: ['test/**', 'bench/**', 'runtime/cli.ts', 'runtime/commands/**', 'runtime/node.ts', 'runtime/demo.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['**/texts.ts', '**/*-texts.ts'], rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' } },
  { files: ['**/worker.ts'], rules: { 'no-restricted-syntax': ['error', enums] } },
  {
    files: ['scripts/**', '*.config.js'],
    languageOptions: { globals: globals.node },
  },
  { files: ['**/public/**/*.js'], languageOptions: { globals: globals.browser } },
)

import officeAddins from 'eslint-plugin-office-addins';
import tseslint from 'typescript-eslint';

const HOMELESS = 'is used only in its own room; see src/README.md';
const restrict = (...names) => ['error', ...names.map((name) => ({ name, message: `${name} ${HOMELESS}` }))];
const officeGlobals = ['Excel', 'Office', 'OfficeExtension', 'CustomFunctions'];

export default [
  { ignores: ['dist/**'] },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always'],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'prefer-const': 'error',
      'max-lines': ['warn', { max: 420, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: 'Text from a feed must never become markup: use textContent.',
        })),
      ],
    },
  },
  {
    files: ['src/engine/**', 'src/catalog/**'],
    rules: {
      'no-restricted-globals': restrict(
        ...officeGlobals,
        'fetch',
        'document',
        'window',
        'console',
        'localStorage',
        'process',
      ),
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: 'The clock is an argument here.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The clock is an argument here.',
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'Results are deterministic.',
        },
      ],
    },
  },
  { files: ['src/feeds/**'], rules: { 'no-restricted-globals': restrict(...officeGlobals, 'document', 'window') } },
  { files: ['src/taskpane/**'], rules: { 'no-restricted-globals': restrict('Excel', 'OfficeExtension') } },
  {
    files: ['src/workbook/**'],
    ignores: ['src/workbook/excelGateway.ts', 'src/workbook/excel/**'],
    rules: { 'no-restricted-globals': restrict(...officeGlobals, 'fetch', 'document', 'window') },
  },
  {
    files: ['src/workbook/**', 'src/runtime/**', 'src/taskpane/**'],
    plugins: { 'office-addins': officeAddins },
    rules: {
      'office-addins/no-context-sync-in-loop': 'error',
      'office-addins/call-sync-before-read': 'error',
      'office-addins/load-object-before-read': 'error',
      'office-addins/test-for-null-using-isNullObject': 'error',
      'office-addins/no-office-initialize': 'error',
    },
  },
];

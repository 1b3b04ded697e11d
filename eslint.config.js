import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Forbids imports in `files`; `group` takes import patterns, `message` says which way the arrows point. */
const layer = (files, ...patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});
const noVSCode = {
  group: ['vscode'],
  message: 'api and model know nothing of VS Code: adapt it in src/host.',
};
const noOutside = (group) => ({
  group,
  message: 'Arrows point one way: commands, tree, panel → model → api.',
});

export default tseslint.config(
  { ignores: ['dist/', '.vscode-test/', '.test-output/', 'src/api/schema.ts'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use node:crypto.' },
      ],
    },
  },
  layer(
    ['src/api/**'],
    noVSCode,
    noOutside([
      '**/upload/**',
      '**/model/**',
      '**/host/**',
      '**/commands/**',
      '**/tree/**',
      '**/panel/**',
      '**/webview/**',
    ]),
  ),
  layer(
    ['src/upload/**'],
    noVSCode,
    noOutside([
      '**/model/**',
      '**/host/**',
      '**/commands/**',
      '**/tree/**',
      '**/panel/**',
      '**/webview/**',
    ]),
  ),
  layer(
    ['src/model/**'],
    noVSCode,
    noOutside(['**/host/**', '**/commands/**', '**/tree/**', '**/panel/**', '**/webview/**']),
  ),
  layer(
    ['src/webview/**'],
    noVSCode,
    noOutside([
      '**/api/**',
      '**/upload/**',
      '**/model/**',
      '**/host/**',
      '**/commands/**',
      '**/tree/**',
      'node:*',
    ]),
  ),
  {
    files: ['test/**', 'bench/**', 'scripts/**'],
    // node:test's describe() and it() return promises that its runner awaits.
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['it', 'test', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
);

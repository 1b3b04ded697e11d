import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { rootFolder } from '../workbench/folders';
import { findNodes, sources } from './sources';

/** What is under version control, or would be with the next `git add`. */
function repositoryFiles(): string[] {
  const options = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names = execFileSync('git', options, { cwd: rootFolder, encoding: 'utf8' }).split('\0');
  return names.filter((name) => name !== '' && existsSync(path.join(rootFolder, name)));
}

describe('Files of the repository', () => {
  it(
    'name no package registry, so that npm takes the one it is set up for',
    { skip: existsSync(path.join(rootFolder, '.git')) ? false : 'not a Git checkout' },
    () => {
      const configured = process.env['npm_config_registry'];
      const host = configured === undefined ? undefined : new URL(configured).host;
      const files = repositoryFiles();
      assert.ok(files.includes('package-lock.json'));
      for (const name of files) {
        const text = readFileSync(path.join(rootFolder, name), 'utf8');
        assert.doesNotMatch(text, /\bregistry[\w-]*\.[a-z][\w-]*\.[a-z]{2,}\b/i, name);
        assert.ok(host === undefined || !text.includes(host), `${name} names ${host ?? ''}`);
      }
    },
  );

  it('leave it open where npm finds a locked package', () => {
    const lock = readFileSync(path.join(rootFolder, 'package-lock.json'), 'utf8');
    assert.match(lock, /"integrity": "sha512-/);
    assert.doesNotMatch(lock, /"resolved":/);
  });
});

describe('Sources', () => {
  it('fit a sitting', () => {
    for (const { name, text } of sources()) {
      const lines = text.split('\n').length;
      assert.ok(lines <= 350, `${name} has ${lines} lines`);
    }
  });

  it('import vscode only in the layers that adapt it', () => {
    const imports = findNodes(ts.isImportDeclaration).filter(
      ({ node }) =>
        ts.isStringLiteral(node.moduleSpecifier) && node.moduleSpecifier.text === 'vscode',
    );
    assert.ok(imports.length > 0);
    for (const { place } of imports) {
      assert.match(place, /^src\/(extension\.ts|(host|commands|tree|panel|agent)\/)/);
    }
  });
});

describe('Texts for people', () => {
  const texts = findNodes(isTranslation);

  it('are literals, which a translation can be looked up for', () => {
    assert.ok(texts.length > 0);
    for (const { node, place } of texts) assert.notEqual(literalOf(node), undefined, place);
  });

  it('have a place for every value and a value for every place', () => {
    for (const { node, place } of texts) {
      const numbers = [...(literalOf(node) ?? '').matchAll(/\{(\d+)\}/g)].map(([, n]) => Number(n));
      const values = node.arguments.slice(1);
      assert.deepEqual([...new Set(numbers)].sort(), [...values.keys()], place);
    }
  });
});

/** A call of `vscode.l10n.t`, also where it was taken out of `l10n` before. */
function isTranslation(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && /^(?:(?:\w+\.)*l10n\.)?t$/.test(node.expression.getText());
}

function literalOf({ arguments: [first] }: ts.CallExpression): string | undefined {
  return first !== undefined && ts.isStringLiteralLike(first) ? first.text : undefined;
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { Command } from '../../src/commands/ids';
import {
  ContextKey,
  extensionId,
  PanelType,
  Scheme,
  SecretName,
  Setting,
  StateKey,
  View,
  type ListSituation,
} from '../../src/host/names';
import { manifest, manifestText, sentences, whenClauses } from './manifest';
import { findNodes } from './sources';

const { contributes } = manifest;
const commandIds: readonly string[] = Object.values(Command);
const submenus = contributes.submenus.map(({ id }) => id);
const views = Object.values(contributes.views).flat();

const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();

/** The parts in `pattern`'s first group, wherever it matches in one of the texts. */
function captures(texts: readonly string[], pattern: RegExp): string[] {
  return sorted(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, part]) => part ?? '')));
}

describe('Commands in package.json', () => {
  it('are those of the code', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), sorted(commandIds));
  });

  it('have the category Cartesia and a title that can be translated', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.equal(category, 'Cartesia', command);
      assert.equal(title, `%command.${command.replace('cartesia.', '')}%`);
    }
  });

  it('are declared before a menu or a key names them', () => {
    const entries = [...Object.values(contributes.menus), contributes.keybindings ?? []].flat();
    assert.ok(entries.length > 0);
    for (const entry of entries) {
      if ('command' in entry) assert.ok(commandIds.includes(entry.command), entry.command);
      else assert.ok(submenus.includes(entry.submenu), entry.submenu);
    }
  });

  it('are declared before a welcome text links to them', () => {
    const linked = captures(Object.values(sentences), /\(command:(cartesia\.\w+)/g);
    assert.ok(linked.length > 0);
    for (const command of linked) assert.ok(commandIds.includes(command), command);
  });
});

describe('Sentences in package.nls.json', () => {
  it('are those that package.json asks for', () => {
    const asked = captures([manifestText], /"%([^%"]+)%"/g);
    assert.deepEqual(asked, sorted(Object.keys(sentences)));
  });

  it('are not empty', () => {
    for (const [key, sentence] of Object.entries(sentences))
      assert.notEqual(sentence.trim(), '', key);
  });
});

describe('Names in package.json', () => {
  it('make up the extension ID of the code', () => {
    assert.equal(`${manifest.publisher}.${manifest.name}`, extensionId);
  });

  it('are the views of the code, in containers that exist', () => {
    assert.deepEqual(sorted(views.map(({ id }) => id)), sorted(Object.values(View)));
    const containers = Object.values(contributes.viewsContainers).flat();
    assert.deepEqual(
      sorted(Object.keys(contributes.views)),
      sorted(containers.map(({ id }) => id)),
    );
  });

  it('are the settings of the code', () => {
    const { section, ...settings } = Setting;
    assert.deepEqual(
      sorted(Object.keys(contributes.configuration.properties)),
      sorted(Object.values(settings).map((name) => `${section}.${name}`)),
    );
  });

  it('are views of the code where a clause or a welcome text names one', () => {
    const named = captures(whenClauses(), /\bview\s*[!=]=\s*([\w.]+)/g);
    assert.ok(named.length > 0);
    for (const view of [...named, ...contributes.viewsWelcome.map((welcome) => welcome.view)]) {
      assert.ok(Object.values<string>(View).includes(view), view);
    }
  });

  it('are context keys of the code where a clause reads one', () => {
    const read = captures(
      whenClauses(),
      /(?<!\b(?:view|focusedView)\s*[!=]=\s*)\b(cartesia\.[\w.]+)/g,
    );
    assert.deepEqual(read, sorted(Object.values(ContextKey)));
  });

  it('are situations of the list where a clause compares it with one', () => {
    const situations: Record<ListSituation, true> = {
      noKey: true,
      keyElsewhere: true,
      empty: true,
      noMatch: true,
      filled: true,
    };
    const compared = captures(
      whenClauses(),
      new RegExp(String.raw`${ContextKey.listSituation}\s*[!=]=\s*'?(\w+)`, 'g'),
    );
    assert.ok(compared.length > 0);
    for (const situation of compared) assert.ok(situation in situations, situation);
  });

  it('are kinds of rows where a clause asks for one', () => {
    const drawn = findNodes(isContextValue).map(({ node }) => node.right.getText().slice(1, -1));
    const asked = captures(whenClauses(), /\bviewItem\s*==\s*'?(\w+)/g);
    assert.ok(asked.length > 0);
    for (const kind of asked) assert.ok(drawn.includes(kind), kind);
  });

  it('belong to the extension where VS Code keeps them with those of others', () => {
    for (const names of [Command, View, PanelType, ContextKey, SecretName, StateKey]) {
      for (const name of Object.values(names)) assert.match(name, /^cartesia\.\w+$/);
    }
  });

  it('are spelled out in one place of the code each', () => {
    const names = [Command, View, PanelType, ContextKey, SecretName, StateKey].flatMap((table) =>
      Object.values<string>(table),
    );
    const strings = findNodes(ts.isStringLiteralLike);
    for (const name of names) {
      const places = strings.filter(({ node }) => node.text === name).map(({ place }) => place);
      assert.equal(places.length, 1, `${name}: ${places.join(', ')}`);
    }
  });
});

describe('What package.json promises', () => {
  it('runs in VS Code 1.100 and is compiled against an API that is no newer', () => {
    assert.equal(manifest.engines.vscode, '^1.100.0');
    const [major, minor] = (manifest.devDependencies['@types/vscode'] ?? '').split('.').map(Number);
    assert.equal(major, 1);
    assert.ok(minor !== undefined && minor <= 100, `@types/vscode 1.${String(minor)}`);
  });

  it('activates for what a reload brings back and for links; VS Code adds views and commands', () => {
    assert.deepEqual(manifest.activationEvents, [
      `onWebviewPanel:${PanelType.dataset}`,
      `onFileSystem:${Scheme.dataset}`,
      'onUri',
    ]);
  });

  it('lets no workspace decide where the key is sent', () => {
    const baseUrl = `${Setting.section}.${Setting.baseUrl}`;
    assert.equal(contributes.configuration.properties[baseUrl]?.scope, 'machine');
    const { untrustedWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, [baseUrl]);
  });

  it('installs nothing: whatever runs is in the bundles', () => {
    assert.equal(manifest.dependencies, undefined);
    assert.ok('node-fetch' in manifest.devDependencies);
  });
});

function isContextValue(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    ts.isPropertyAccessExpression(node.left) &&
    node.left.name.text === 'contextValue' &&
    ts.isStringLiteral(node.right)
  );
}

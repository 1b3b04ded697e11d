import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { rootFolder } from '../workbench/folders';

export interface Source {
  /** From the root of the repository, with slashes. */
  readonly name: string;
  readonly text: string;
}

/** The files under src, without the generated one. */
export function sources(): Source[] {
  return readdirSync(path.join(rootFolder, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join('src', ...name.split(path.sep)))
    .filter((name) => /\.(ts|css)$/.test(name) && name !== 'src/api/schema.ts')
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(rootFolder, name), 'utf8') }));
}

/** A node of a source's syntax and where it is, as `src/file.ts:12`. */
export interface Found<Node extends ts.Node> {
  readonly node: Node;
  readonly place: string;
}

/** The syntax nodes of one kind in all TypeScript sources. */
export function findNodes<Node extends ts.Node>(
  is: (node: ts.Node) => node is Node,
): Found<Node>[] {
  const found: Found<Node>[] = [];
  for (const { name, text } of sources()) {
    if (!name.endsWith('.ts')) continue;
    const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (is(node)) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
        found.push({ node, place: `${name}:${line + 1}` });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'node:test';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import prettier from 'prettier';
import { rootFolder } from '../workbench/folders';

it('The types of the API are what "npm run generate" makes of its description', async () => {
  const description = path.join(rootFolder, 'openapi', 'cartesia.json');
  const file = path.join(rootFolder, 'src', 'api', 'schema.ts');
  const types = await openapiTS(pathToFileURL(description), { immutable: true, silent: true });
  const generated = await prettier.format(COMMENT_HEADER + astToString(types), {
    ...(await prettier.resolveConfig(file)),
    filepath: file,
  });
  assert.ok(generated === (await readFile(file, 'utf8')), 'Run "npm run generate".');
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseDatasetId } from '../../../src/api/datasetId';
import { datasetLink, parseDatasetLink } from '../../../src/model/datasetLink';

/** The path as VS Code hands it over: decoded once, what cannot be decoded left as it is. */
function pathOf(link: string): string {
  return decodeURIComponent(/^[a-z-]+:\/\/[^/]+(\/[^?#]*)/.exec(link)?.[1] ?? '');
}

describe('a link to a dataset', () => {
  it('leads to the dataset it was made for', () => {
    const id = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => 'id' in parseDatasetId(text) && text.trim() === text)
      .filter((text) => !/%[\da-f]{2}/i.test(text));
    fc.assert(
      fc.property(id, (one) => {
        const link = datasetLink('vscode', 'a.b', one);
        assert.match(link, /^vscode:\/\/a\.b\/dataset\/[^/?#\s]+$/);
        assert.deepEqual(parseDatasetLink(pathOf(link)), { id: one });
      }),
    );
  });

  it('is refused where it leads elsewhere, is damaged, or names what cannot be an ID', () => {
    const refused: [string, string][] = [
      ['', 'noDataset'],
      ['/', 'noDataset'],
      ['/dataset', 'noDataset'],
      ['/Dataset/x', 'noDataset'],
      ['/delete/x', 'noDataset'],
      ['//dataset/x', 'noDataset'],
      ['/dataset/', 'empty'],
      ['/dataset/  ', 'empty'],
      ['/dataset/.', 'notAnId'],
      ['/dataset/..', 'notAnId'],
      ['/dataset/a\nb', 'controlCharacter'],
      ['/dataset/a\0', 'controlCharacter'],
      [`/dataset/${'x'.repeat(513)}`, 'tooLong'],
      ['/dataset/sk_car_a.b', 'apiKey'],
      ['/dataset/%2e%2e', 'malformed'],
      ['/dataset/a%FFb', 'malformed'],
    ];
    for (const [path, problem] of refused) assert.deepEqual(parseDatasetLink(path), { problem });
  });
});

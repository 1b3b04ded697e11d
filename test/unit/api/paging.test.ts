import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextCursor } from '../../../src/api/paging';

const none: ReadonlySet<string> = new Set();
const data = [{ id: 'a' }, { id: 'b' }];

describe('the next cursor', () => {
  it('is what the page names', () => {
    assert.equal(nextCursor({ data, has_more: true, next_page: 'p2' }, none), 'p2');
  });

  it('is the last ID where the page names none', () => {
    assert.equal(nextCursor({ data, has_more: true, next_page: null }, none), 'b');
    assert.equal(nextCursor({ data, has_more: true }, none), 'b');
  });

  it('ends with the last page, with an empty page and with a repeated cursor', () => {
    assert.equal(nextCursor({ data, has_more: false, next_page: 'p2' }, none), undefined);
    assert.equal(nextCursor({ data: [], has_more: true, next_page: 'p2' }, none), undefined);
    assert.equal(nextCursor({ data, has_more: true, next_page: 'p2' }, new Set(['p2'])), undefined);
  });
});

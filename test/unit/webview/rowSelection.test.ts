import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RowSelection } from '../../../src/webview/rowSelection';

function shown(...ids: string[]): RowSelection {
  const selection = new RowSelection();
  selection.show(ids);
  return selection;
}

describe('a selection of rows', () => {
  it('begins with the focus on the first row and nothing chosen', () => {
    const selection = shown('a', 'b');
    assert.deepEqual([selection.focus, [...selection.chosen], selection.meant], [0, [], ['a']]);
  });

  it('has neither without rows', () => {
    const selection = shown();
    selection.move(Infinity, true);
    selection.toggle(0);
    assert.deepEqual([selection.focus, [...selection.chosen], selection.meant], [-1, [], []]);
  });

  it('extends from where the extending began, to both sides', () => {
    const selection = shown('a', 'b', 'c', 'd');
    selection.move(2, false);
    selection.move(3, true);
    assert.deepEqual([...selection.chosen], ['c', 'd']);
    selection.move(0, true);
    assert.deepEqual([...selection.chosen], ['a', 'b', 'c']);
  });

  it('stays within the rows', () => {
    const selection = shown('a', 'b', 'c');
    selection.move(Infinity, false);
    assert.equal(selection.focus, 2);
    selection.move(-Infinity, false);
    assert.equal(selection.focus, 0);
  });

  it('keeps what is chosen while the focus moves, and adds and takes out single rows', () => {
    const selection = shown('a', 'b', 'c');
    selection.choose(0);
    selection.move(2, false);
    selection.toggle(2);
    assert.deepEqual(selection.meant, ['a', 'c']);
    selection.toggle(0);
    assert.deepEqual(selection.meant, ['c']);
  });

  it('lets go of rows that are not shown any more, so that nothing unseen is deleted', () => {
    const selection = shown('a', 'b', 'c');
    selection.chooseAll();
    selection.show(['c']);
    selection.show(['a', 'b', 'c']);
    assert.deepEqual([...selection.chosen], ['c']);
  });

  it('keeps the focus on its row in another order, and on its place when the row is gone', () => {
    const selection = shown('a', 'b', 'c');
    selection.move(1, false);
    selection.show(['c', 'a', 'b']);
    assert.equal(selection.focus, 2);
    selection.show(['c', 'a']);
    assert.equal(selection.focus, 1);
  });
});

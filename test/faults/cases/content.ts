import { dataset, flood, head, json, rawAndClose, reply } from '../answers';
import { fails, unexpected, well, type FaultCase } from '../FaultCase';
import { create, list, listFiles, remove, speak } from './calls';

const plain = (contentType: string, text: string | Buffer = dataset) =>
  reply(200, text, { 'Content-Type': contentType });
const withName = (name: string): string => dataset.replace('"One"', name);

const notADataset: readonly (readonly [string, string | Buffer, RegExp])[] = [
  ['null', 'null', /the whole answer.*null/],
  ['true', 'true', /the whole answer/],
  ['a number', '42', /the whole answer/],
  ['a text', '"ds_1"', /the whole answer/],
  ['an empty list', '[]', /id/],
  ['a list around the dataset', `[${dataset}]`, /id/],
  ['an empty object', '{}', /id/],
  ['a dataset without its name', dataset.replace('"name":"One",', ''), /name/],
  ['a number for a text', withName('1'), /^name: /],
  ['null for a text', withName('null'), /^name: .*null/],
  ['an object for a text', withName('{"toString":"x"}'), /^name: /],
  ['NaN', withName('NaN'), /not valid JSON/],
  ['Infinity', withName('-Infinity'), /not valid JSON/],
  ['undefined', withName('undefined'), /not valid JSON/],
  ['a number beyond all numbers', withName('1e999'), /^name: /],
  ['a field given twice', withName('"One","name":"Two"'), /"name" stands there twice/],
  ['a field given twice in two spellings', withName('"One","n\\u0061me":"One"'), /twice/],
  ['an unknown field given twice', withName('"One","a":{"b":1,"b":1}'), /"b" stands there twice/],
  ['101 levels', withName(`"One","a":${'['.repeat(100)}${']'.repeat(100)}`), /nested more than/],
  ['100,000 levels of lists', '['.repeat(100_000) + ']'.repeat(100_000), /nested more than/],
  ['100,000 levels of objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000), /nested more/],
  ['100,000 brackets without end', '['.repeat(100_000), /not valid JSON/],
  ['nothing', '', /the answer is empty/],
  ['blanks', ' \r\n\t ', /the answer is empty/],
  ['half a dataset', dataset.slice(0, 30), /not valid JSON/],
  ['two datasets', dataset + dataset, /not valid JSON/],
  ['single quotes', dataset.replaceAll('"', "'"), /not valid JSON/],
  ['a trailing comma', dataset.replace('}', ',}'), /not valid JSON/],
  ['a comment', `/* hello */${dataset}`, /not valid JSON/],
  ['a line break inside a text', withName('"a\nb"'), /not valid JSON/],
  ['a script that calls back', `callback(${dataset})`, /not valid JSON/],
  ['a byte order mark', `\ufeff${dataset}`, /not valid JSON/],
  ['UTF-16', Buffer.from(dataset, 'utf16le'), /not valid JSON/],
  ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${dataset}`, 'utf16le'), /not UTF-8/],
  ['Latin-1', Buffer.from(withName('"Ä"'), 'latin1'), /not UTF-8/],
  ['a broken sequence', bytesAsName(0xe2, 0x82), /not UTF-8/],
  ['an overlong sequence', bytesAsName(0xc0, 0xaf), /not UTF-8/],
  ['a surrogate in UTF-8', bytesAsName(0xed, 0xa0, 0x80), /not UTF-8/],
  ['a byte that is none', bytesAsName(0xff), /not UTF-8/],
];

function bytesAsName(...bytes: readonly number[]): Buffer {
  const [before = '', after = ''] = dataset.split('One');
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
}

const odd: readonly (readonly [string, string])[] = [
  ['unknown fields', withName('"One","more":{"a":[1,{"b":null}]}')],
  ['100 levels', withName(`"One","a":${'['.repeat(99)}${']'.repeat(99)}`)],
  ['a field named __proto__', withName('"One","__proto__":{"name":1}')],
  ['a field named constructor', withName('"One","constructor":null,"hasOwnProperty":1')],
  ['half a surrogate pair', withName('"\\ud800"')],
  ['control characters', withName('"\\u0000\\u001b[31m\\u202e"')],
  ['a text of half a megabyte', withName(`"${'x'.repeat(500_000)}"`)],
  ['blanks everywhere', dataset.replace(/([{}:,])(?=")/g, ' $1 \r\n\t')],
];

const badPages: readonly (readonly [string, string, RegExp])[] = [
  ['a list instead of a page', `[${dataset}]`, /data/],
  ['an object for the items', '{"data":{},"has_more":false}', /^data: /],
  ['null among the items', `{"data":[${dataset},null],"has_more":false}`, /^data\.1: /],
  ['a text for a truth', '{"data":[],"has_more":"false"}', /^has_more: /],
  ['a number for a cursor', '{"data":[],"has_more":true,"next_page":2}', /^next_page: /],
];

const file = '{"id":"f","filename":"a.wav","created_at":"","size":SIZE}';

/** Answers that are HTTP, but not what Cartesia should say. */
export const contentCases = [
  ...notADataset.map(([what, text, says]): FaultCase => ({
    fault: `For a dataset ${what}`,
    answers: [json(text)],
    outcome: unexpected(says),
  })),
  ...odd.map(([what, text]): FaultCase => ({
    fault: `A dataset with ${what}`,
    answers: [json(text)],
    outcome: well(),
  })),
  ...badPages.map(([what, text, says]): FaultCase => ({
    fault: `For a page ${what}`,
    call: list,
    answers: [json(text)],
    outcome: unexpected(says),
  })),
  ...['"12"', '-1', '1.5', '1e999', 'null'].map((size): FaultCase => ({
    fault: `A file with the size ${size}`,
    call: listFiles,
    answers: [json(`{"data":[${file.replace('SIZE', size)}],"has_more":false}`)],
    outcome: unexpected(/^data\.0\.size: /),
  })),
  ...[
    ['text/html', /expected JSON, got text\/html/],
    ['text/plain; charset=utf-8', /expected JSON, got text\/plain/],
    ['application/octet-stream', /expected JSON, got application\/octet-stream/],
    ['application/jsonp', /expected JSON, got application\/jsonp/],
    ['application/json; charset=iso-8859-1', /expected UTF-8, got iso-8859-1/],
    ['application/json; charset="UTF-16"', /expected UTF-8, got UTF-16/],
  ].map(([type, says]): FaultCase => {
    return {
      fault: `A dataset as ${String(type)}`,
      answers: [plain(String(type))],
      outcome: unexpected(new RegExp(says ?? '')),
    };
  }),
  {
    fault: 'A dataset without a content type',
    answers: [reply(200, dataset, {})],
    outcome: unexpected(/expected JSON, got no content type/),
  },
  ...['Application/JSON; Charset=UTF-8', 'application/vnd.cartesia+json'].map(
    (type): FaultCase => ({
      fault: `A dataset as ${type}`,
      answers: [plain(type)],
      outcome: well(),
    }),
  ),
  {
    fault: 'The page of a portal that wants a login first',
    answers: [plain('text/html', '<html><title>Welcome to the hotel</title></html>')],
    outcome: unexpected(/expected JSON, got text\/html/),
  },
  {
    fault: 'The page of a portal for a POST',
    call: create,
    answers: [plain('text/html', '<html></html>')],
    outcome: unexpected(/expected JSON, got text\/html/),
  },
  {
    fault: 'The page of a portal for a DELETE at its second try',
    call: remove,
    answers: [rawAndClose(), plain('text/html', '<html></html>')],
    outcome: fails('unexpectedAnswer', 2, { says: /expected no body/ }),
  },
  {
    fault: 'Sound as it should be',
    call: speak,
    answers: [plain('audio/wav', 'RIFF')],
    outcome: well(),
  },
  {
    fault: 'The page of a portal instead of sound',
    call: speak,
    answers: [plain('text/html', '<html></html>')],
    outcome: unexpected(/expected sound, got text\/html/),
  },
  {
    fault: 'Silence instead of sound',
    call: speak,
    answers: [plain('audio/wav', '')],
    outcome: unexpected(/the answer is empty/),
  },
  {
    fault: 'Sound without end',
    call: speak,
    answers: [flood(head(200, { 'Content-Type': 'audio/wav' }), 100)],
    outcome: unexpected(/longer than 67108864 bytes/, { closes: true }),
  },
] satisfies readonly FaultCase[];

import type { SeedDataset } from './seed';

const longName = `A name that goes on: ${'and on, through every room of the house, '.repeat(14)}end`;

/** Content that is legal and breaks careless code: each must stay inert text, or be kept to the digit. */
export const oddDatasets: readonly SeedDataset[] = [
  { id: 'ds_longname00000001', name: longName, description: 'The name has over 500 characters.' },
  { id: 'ds_emptyname0000001', name: '', description: 'This one has no name.' },
  {
    id: 'ds_manylines0000001',
    name: 'Lines',
    description: 'First line\n\n\tindented after an empty line\r\nWindows line end\nlast line',
  },
  {
    id: 'ds_righttoleft00001',
    name: 'تسجيلات الاستوديو – الدفعة ٢',
    description: 'הקלטות אולפן, סדרה שנייה (take 7)',
  },
  {
    id: 'ds_emoji00000000001',
    name: '🎙️ Studio 👩🏽‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈',
    description: 'Family 👨‍👩‍👧‍👦, skin tone 👍🏿, flag 🇯🇵, accents e\u0301 and n\u0303',
  },
  {
    id: 'ds_markup0000000001',
    name: '<img src=x onerror="document.title=\'owned\'"> & <b>bold</b>',
    description:
      '<script>document.title="owned"</script><style>*{display:none}</style> &lt;fine&gt;',
  },
  {
    id: 'ds_markdown00000001',
    name: '**Bold** [click](command:workbench.action.quit) `code`',
    description:
      '# Heading\n![x](https://example.invalid/x.png)\n[quit](command:workbench.action.quit)',
  },
  {
    id: 'ds_codicon000000001',
    name: '$(trash) $(sync~spin) Icons',
    description: '$(error) broken',
  },
  {
    id: 'ds_bidi000000000001',
    name: 'invoice\u202Egpj.exe\u202C and \u2066isolated\u2069',
    description: 'Zero width: a\u200Bb\u200Dc\uFEFFd; null-like: \u2400; soft\u00ADhyphen',
  },
  {
    id: 'ds_baddate000000001',
    name: 'Date that is none',
    description: 'created_at cannot be parsed.',
    created_at: 'the day before yesterday',
  },
  {
    id: 'ds_unknownfields001',
    name: 'Fields of tomorrow',
    description: 'The API may add fields; their order and digits are to be kept.',
    extra: [
      '"10": "ten before two"',
      '"2": {"b": [1, 2.50, {"deep": null}], "a": true, "1": "x"}',
      '"credits": 12345678901234567890',
      '"ratio": 1.0',
      '"tiny": 1e-7',
      '"labels": ["speech", "clean \\u00e9"]',
      '"owner": {"team": "audio", "quota": {"used": 0, "of": 9007199254740993}}',
    ].join(', '),
  },
  {
    id: 'ds/öß 1?#%',
    name: 'ID that needs encoding',
    description: 'Slash, umlaut, blank, question mark, hash and percent sign in the ID.',
  },
];

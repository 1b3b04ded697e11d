/** A request for datasets, as somebody would write it elsewhere. The key is never part of it. */
export interface SnippetRequest {
  readonly ids: readonly string[];
  /** Where the requests go; checked, without a trailing slash. */
  readonly baseUrl: string;
  /** Whether that is where the official SDKs go by themselves. */
  readonly isDefault: boolean;
}

/** Commands for a POSIX shell, one for each dataset. The shell puts the key in. */
export function curlSnippet({ ids, baseUrl }: SnippetRequest, apiVersion: string): string {
  return ids
    .map((id) => {
      const url = `${baseUrl}/datasets/${encodeURIComponent(id)}`;
      const version = `Cartesia-Version: ${apiVersion}`;
      return `curl ${shellWord(url)} -H "Authorization: Bearer $CARTESIA_API_KEY" -H ${shellWord(version)}`;
    })
    .join('\n');
}

/** For `@cartesia/cartesia-js`; plain JavaScript as well. */
export function typeScriptSnippet({ ids, baseUrl, isDefault }: SnippetRequest): string {
  const options = [
    'apiKey: process.env["CARTESIA_API_KEY"]',
    ...(isDefault ? [] : [`baseURL: ${literal(baseUrl)}`]),
  ];
  return [
    'import Cartesia from "@cartesia/cartesia-js";',
    '',
    `const client = new Cartesia({ ${options.join(', ')} });`,
    '',
    ...each(ids, {
      one: (id) => [
        `const dataset = await client.datasets.retrieve(${id});`,
        'console.log(dataset);',
      ],
      many: (list) => [
        `for (const id of ${list}) {`,
        '  console.log(await client.datasets.retrieve(id));',
        '}',
      ],
    }),
  ].join('\n');
}

/** For the package `cartesia` of Python. */
export function pythonSnippet({ ids, baseUrl, isDefault }: SnippetRequest): string {
  const options = [
    'api_key=os.environ["CARTESIA_API_KEY"]',
    ...(isDefault ? [] : [`base_url=${literal(baseUrl)}`]),
  ];
  return [
    'import os',
    '',
    'from cartesia import Cartesia',
    '',
    `client = Cartesia(${options.join(', ')})`,
    '',
    ...each(ids, {
      one: (id) => [`dataset = client.datasets.retrieve(${id})`, 'print(dataset)'],
      many: (list) => [`for id in ${list}:`, '    print(client.datasets.retrieve(id))'],
    }),
  ].join('\n');
}

function each(
  ids: readonly string[],
  write: {
    readonly one: (id: string) => readonly string[];
    readonly many: (list: string) => readonly string[];
  },
): readonly string[] {
  const [first, ...others] = ids.map(literal);
  const lines =
    first !== undefined && others.length === 0
      ? write.one(first)
      : write.many(`[${ids.map(literal).join(', ')}]`);
  return [...lines, ''];
}

/** One word for a POSIX shell, whatever it holds. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Characters that are not seen in an editor, or turn the code around them about. */
const invisible = /[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/g;

/** A string as JavaScript and Python both write it; JSON, but for what would not be seen. */
export function literal(text: string): string {
  return JSON.stringify(text).replace(
    invisible,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

import type { components, operations as PublishedOperations } from '../../src/api/schema';
import { ApiFailure, jsonAnswer, noContent, type Answer } from './answers';
import type { ApiState, StoredDataset, StoredFineTune, StoredVoice } from './apiState';
import type { Collection, CollectionPage } from './collection';
import type { UploadRecord } from './requestRecord';
import { makeWav } from './wav';

type Schemas = components['schemas'];
type VoiceOperationId = 'voicesList' | 'voicesGet' | 'voicePreviewsGet' | 'ttsBytes';
export type OperationId = keyof PublishedOperations | VoiceOperationId;

/** A request that has passed the key and the contract. */
export interface Call {
  readonly state: ApiState;
  /** Origin at which the client sees this server. */
  readonly origin: string;
  readonly query: URLSearchParams;
  /** JSON that keeps to the operation's schema. */
  readonly body: unknown;
  /** Leave `next_page` out of pages, as some versions do. */
  readonly omitNextPage: boolean;
  /** A path parameter, decoded. */
  param(name: string): string;
  /** Reads the multipart body; at most once. */
  upload(): Promise<UploadRecord>;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

const defaultLimit = 10;
const previewSeconds = 0.25;
const previewSampleRate = 24_000;

export const operations: Readonly<Record<OperationId, Handler>> = {
  apiStatusGet: () => jsonAnswer('{"ok":true,"version":"2026-03-01"}'),

  datasetsList: (call) => page(call, call.state.datasets, ({ text }) => text),
  datasetsCreate: ({ state, body }) => {
    const { name, description } = body as Schemas['CreateDatasetRequest'];
    return jsonAnswer(state.addDataset({ name, description }).text);
  },
  datasetsGet: (call) => jsonAnswer(dataset(call).text),
  datasetsUpdate: (call) => {
    const { name, description } = call.body as Schemas['UpdateDatasetRequest'];
    dataset(call).change({ name, description });
    return noContent;
  },
  datasetsDelete: (call) => {
    call.state.removeDataset(dataset(call).id);
    return noContent;
  },

  datasetsListFiles: (call) => page(call, dataset(call).files, ({ text }) => text),
  datasetsUploadFile: async (call) => {
    dataset(call);
    const { filename, size, sha256 } = await call.upload();
    // Asked again: the dataset may have been deleted while the file arrived.
    call.state.addFile(dataset(call).id, { filename, size, sha256 });
    return noContent;
  },
  datasetsDeleteFile: (call) => {
    const fileId = call.param('fileID');
    if (!call.state.removeFile(dataset(call).id, fileId)) throw notFound('file', fileId);
    return noContent;
  },

  fineTunesList: (call) =>
    page(call, call.state.fineTunes, (fineTune) => {
      call.state.countRead(fineTune);
      return fineTune.text;
    }),
  fineTunesCreate: ({ state, body }) => {
    const { name, description, language, model_id, ...rest } =
      body as Schemas['CreateFineTuneRequest'];
    const source = state.datasets.get(rest.dataset);
    if (source === undefined) throw new ApiFailure(400, `There is no dataset "${rest.dataset}".`);
    if (source.files.size === 0) throw new ApiFailure(400, 'The dataset has no files.');
    const { accent } = rest;
    const fineTune = state.addFineTune({
      name,
      description,
      language,
      model_id,
      dataset: source.id,
      ...(accent !== undefined && { accent }),
    });
    return jsonAnswer(fineTune.text);
  },
  fineTunesGet: (call) => {
    const found = fineTune(call);
    call.state.countRead(found);
    return jsonAnswer(found.text);
  },
  fineTunesDelete: (call) => {
    call.state.removeFineTune(fineTune(call).id);
    return noContent;
  },
  fineTunesListVoices: (call) => page(call, fineTune(call).voices, ({ text }) => text),

  voicesList: (call) => page(call, call.state.voices, (found) => voiceText(call, found)),
  voicesGet: (call) => jsonAnswer(voiceText(call, voice(call, call.param('id')))),
  voicePreviewsGet: (call) => {
    voice(call, call.param('id'));
    return audio(previewSampleRate);
  },
  ttsBytes: (call) => {
    const request = call.body as { voice: { id: string }; output_format: { sample_rate: number } };
    voice(call, request.voice.id);
    return audio(request.output_format.sample_rate);
  },
};

export function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(operations, id);
}

function page<Item extends { readonly id: string }>(
  { query, omitNextPage }: Call,
  collection: Collection<Item>,
  text: (item: Item) => string,
): Answer {
  const startingAfter = query.get('starting_after') ?? '';
  const endingBefore = query.get('ending_before') ?? '';
  if (startingAfter !== '' && endingBefore !== '') {
    throw new ApiFailure(400, 'Pass starting_after or ending_before, not both.');
  }
  const found = collection.page({
    limit: Number(query.get('limit') ?? '') || defaultLimit,
    ...(startingAfter !== '' && { startingAfter }),
    ...(endingBefore !== '' && { endingBefore }),
  });
  if (found === undefined) {
    throw new ApiFailure(400, `There is no item "${startingAfter}${endingBefore}" to page from.`);
  }
  const next = omitNextPage ? '' : `,"next_page":${nextPage(found, endingBefore !== '')}`;
  const data = found.items.map(text).join(',');
  return jsonAnswer(`{"data":[${data}],"has_more":${String(found.hasMore)}${next}}`);
}

/** The cursor from which to go on in the same direction, as JSON. */
function nextPage<Item extends { readonly id: string }>(
  { items, hasMore }: CollectionPage<Item>,
  backwards: boolean,
): string {
  return JSON.stringify(hasMore ? (items.at(backwards ? 0 : -1)?.id ?? null) : null);
}

function dataset(call: Call): StoredDataset {
  const id = call.param('id');
  const found = call.state.datasets.get(id);
  if (found === undefined) throw notFound('dataset', id);
  return found;
}

function fineTune(call: Call): StoredFineTune {
  const id = call.param('id');
  const found = call.state.fineTunes.get(id);
  if (found === undefined) throw notFound('fine-tune', id);
  return found;
}

function voice(call: Call, id: string): StoredVoice {
  const found = call.state.voices.get(id);
  if (found === undefined) throw notFound('voice', id, 'voice_not_found');
  return found;
}

function voiceText({ query, origin }: Call, { text, id, hasPreview }: StoredVoice): string {
  const expanded = [...query.getAll('expand[]'), ...query.getAll('expand')];
  if (!expanded.includes('preview_file_url')) return text;
  const url = hasPreview ? `${origin}/voice-previews/${encodeURIComponent(id)}` : null;
  return `${text.slice(0, -1)},"preview_file_url":${JSON.stringify(url)}}`;
}

function audio(sampleRate: number): Answer {
  return { status: 200, contentType: 'audio/wav', body: makeWav(sampleRate, previewSeconds) };
}

function notFound(kind: string, id: string, code?: string): ApiFailure {
  return new ApiFailure(404, `There is no ${kind} with the ID "${id}".`, {
    ...(code !== undefined && { code }),
  });
}

import type * as v from 'valibot';
import type { Access } from './access';
import { canBeInPath } from './datasetId';
import { CartesiaError, toCartesiaError } from './errors';
import { rememberAlone, rememberListed } from './listedText';
import { multipart, type UploadFile } from './multipart';
import { expectNothing, expectSound, parseAnswer, type Document } from './parseAnswer';
import type { ApiAnswer, ApiRequest, CallOptions } from './request';
import type { components } from './schema';
import {
  apiInfoShape,
  datasetFileShape,
  datasetShape,
  fineTuneShape,
  pageShape,
  voiceShape,
  type ApiInfo,
  type Dataset,
  type DatasetFile,
  type FineTune,
  type Page,
  type Voice,
} from './shapes';
import type { Transport } from './transport';

export type { Document } from './parseAnswer';

type Schemas = components['schemas'];
export type DatasetInput = Schemas['CreateDatasetRequest'];
export type FineTuneInput = Schemas['CreateFineTuneRequest'];

/** What to say and how it is to sound. */
export interface SpeechInput {
  readonly model_id: string;
  readonly transcript: string;
  readonly voiceId: string;
  readonly language?: string;
  /** Hertz, 8000–48000. */
  readonly sampleRate: number;
}

/** Largest page the API gives; its own default is 10. */
export const maxPageSize = 100;

/** Largest sound that is taken, in bytes: over ten minutes of 48 kHz, 16 bit. */
const maxSpeechBytes = 64 * 1024 * 1024;

const datasetPage = pageShape(datasetShape);
const datasetFilePage = pageShape(datasetFileShape);
const fineTunePage = pageShape(fineTuneShape);
const voicePage = pageShape(voiceShape);

/**
 * The Cartesia API, one method per operation. IDs are opaque and percent-encoded here; pages have
 * up to {@link maxPageSize} items, in the API's own (undocumented) order. Every method throws only
 * `CartesiaError`.
 */
export class CartesiaClient {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Whether the API is there. */
  async status(options?: CallOptions): Promise<ApiInfo> {
    return (await this.#read({ method: 'GET', path: '/' }, apiInfoShape, options)).value;
  }

  /** Asks for as little as the API gives, only to learn whether it accepts this key. */
  async checkKey(access: Access, options?: CallOptions): Promise<void> {
    const request: ApiRequest = { method: 'GET', path: '/datasets/', query: { limit: '1' } };
    await this.#read(request, datasetPage, options, access);
  }

  async listDatasets(startingAfter?: string, options?: CallOptions): Promise<Page<Dataset>> {
    return this.#readPage('/datasets/', datasetPage, startingAfter, options);
  }

  async createDataset(input: DatasetInput, options?: CallOptions): Promise<Document<Dataset>> {
    const request: ApiRequest = { method: 'POST', path: '/datasets/', json: input };
    return rememberAlone(await this.#read(request, datasetShape, options));
  }

  async getDataset(id: string, options?: CallOptions): Promise<Document<Dataset>> {
    const request: ApiRequest = { method: 'GET', path: path`/datasets/${id}`, datasetId: id };
    return rememberAlone(await this.#read(request, datasetShape, options));
  }

  /** Replaces name and description; the API has no way to change only one of them. */
  async updateDataset(id: string, input: DatasetInput, options?: CallOptions): Promise<void> {
    const where = { path: path`/datasets/${id}`, datasetId: id };
    await this.#do({ method: 'PATCH', ...where, json: input }, options);
  }

  async deleteDataset(id: string, options?: CallOptions): Promise<void> {
    await this.#do({ method: 'DELETE', path: path`/datasets/${id}`, datasetId: id }, options);
  }

  async listFiles(
    datasetId: string,
    startingAfter?: string,
    options?: CallOptions,
  ): Promise<Page<DatasetFile>> {
    const where = path`/datasets/${datasetId}/files`;
    return this.#readPage(where, datasetFilePage, startingAfter, options, datasetId);
  }

  /** Adds one file. The API answers without its ID: list the files to learn it. */
  async uploadFile(datasetId: string, file: UploadFile, options?: CallOptions): Promise<void> {
    const where = { path: path`/datasets/${datasetId}/files`, datasetId };
    const stream = multipart({ purpose: 'fine_tune' }, file);
    await this.#do({ method: 'POST', ...where, stream }, options);
  }

  async deleteFile(datasetId: string, fileId: string, options?: CallOptions): Promise<void> {
    const where = { path: path`/datasets/${datasetId}/files/${fileId}`, datasetId };
    await this.#do({ method: 'DELETE', ...where }, options);
  }

  async listFineTunes(startingAfter?: string, options?: CallOptions): Promise<Page<FineTune>> {
    return this.#readPage('/fine-tunes/', fineTunePage, startingAfter, options);
  }

  /** Starts a training, which costs 1,000,000 credits when it succeeds: ask before. */
  async createFineTune(input: FineTuneInput, options?: CallOptions): Promise<Document<FineTune>> {
    const request: ApiRequest = { method: 'POST', path: '/fine-tunes/', json: input };
    return this.#read({ ...request, datasetId: input.dataset }, fineTuneShape, options);
  }

  async getFineTune(id: string, options?: CallOptions): Promise<Document<FineTune>> {
    return this.#read({ method: 'GET', path: path`/fine-tunes/${id}` }, fineTuneShape, options);
  }

  async deleteFineTune(id: string, options?: CallOptions): Promise<void> {
    await this.#do({ method: 'DELETE', path: path`/fine-tunes/${id}` }, options);
  }

  async listFineTuneVoices(
    id: string,
    startingAfter?: string,
    options?: CallOptions,
  ): Promise<Page<Voice>> {
    return this.#readPage(path`/fine-tunes/${id}/voices`, voicePage, startingAfter, options);
  }

  /** With the address of its preview, which opens only with the same key. */
  async getVoice(id: string, options?: CallOptions): Promise<Document<Voice>> {
    const query = { 'expand[]': 'preview_file_url' };
    return this.#read({ method: 'GET', path: path`/voices/${id}`, query }, voiceShape, options);
  }

  /** Speaks a text; answers the bytes of a WAV file (16 bit PCM). About 1.5 credits a character. */
  async speak(input: SpeechInput, options?: CallOptions): Promise<Buffer> {
    const { model_id, transcript, voiceId, language, sampleRate } = input;
    const json = {
      model_id,
      transcript,
      voice: { mode: 'id', id: voiceId },
      output_format: { container: 'wav', encoding: 'pcm_s16le', sample_rate: sampleRate },
      ...(language !== undefined && { language }),
    };
    const request = { method: 'POST', path: '/tts/bytes', json, accept: 'audio/wav' } as const;
    const limited: ApiRequest = { ...request, maxBodyBytes: maxSpeechBytes };
    return reading(await this.#transport.send(limited, options), expectSound);
  }

  async #readPage<Item extends object>(
    where: string,
    shape: v.GenericSchema<unknown, Page<Item>>,
    startingAfter: string | undefined,
    options: CallOptions | undefined,
    datasetId?: string,
  ): Promise<Page<Item>> {
    const query = {
      limit: String(maxPageSize),
      ...(startingAfter !== undefined && { starting_after: startingAfter }),
    };
    const request: ApiRequest = {
      method: 'GET',
      path: where,
      query,
      ...(datasetId !== undefined && { datasetId }),
    };
    const { value, text } = await this.#read(request, shape, options);
    rememberListed(value.data, text);
    return value;
  }

  async #read<Value>(
    request: ApiRequest,
    shape: v.GenericSchema<unknown, Value>,
    options: CallOptions | undefined,
    access?: Access,
  ): Promise<Document<Value>> {
    return reading(await this.#transport.send(request, options, access), (answer) =>
      parseAnswer(answer, shape),
    );
  }

  async #do(request: ApiRequest, options: CallOptions | undefined): Promise<void> {
    reading(await this.#transport.send(request, options), expectNothing);
  }
}

/** Reads an answer; one that cannot be used goes to the log, which so far thinks that all went well. */
function reading<Value>(answer: ApiAnswer, read: (answer: ApiAnswer) => Value): Value {
  try {
    return read(answer);
  } catch (error) {
    answer.refuse(toCartesiaError(error));
    throw error;
  }
}

/**
 * A path whose placeholders are percent-encoded.
 * @throws {CartesiaError} `invalidId` for an ID that would lead to another place
 */
function path(parts: TemplateStringsArray, ...ids: string[]): string {
  if (!ids.every(canBeInPath)) throw new CartesiaError('invalidId', 'not an ID');
  return String.raw({ raw: parts }, ...ids.map(encodeURIComponent));
}

import { Readable } from 'node:stream';
import type { UploadFile } from '../../../src/api/multipart';
import type { Context } from '../FaultCase';

const input = { name: 'One', description: '' };

/** POST */
export const create = ({ client, options }: Context): Promise<unknown> =>
  client.createDataset(input, options);

/** PATCH */
export const update = ({ client, options }: Context): Promise<unknown> =>
  client.updateDataset('ds_1', input, options);

/** DELETE */
export const remove = ({ client, options }: Context): Promise<unknown> =>
  client.deleteDataset('ds_1', options);

/** GET of a page of datasets */
export const list = ({ client, options }: Context): Promise<unknown> =>
  client.listDatasets(undefined, options);

/** GET of a page of files */
export const listFiles = ({ client, options }: Context): Promise<unknown> =>
  client.listFiles('ds_1', undefined, options);

/** POST whose answer is sound */
export const speak = ({ client, options }: Context): Promise<unknown> =>
  client.speak(
    { model_id: 'sonic', transcript: 'Hello', voiceId: 'v_1', sampleRate: 8000 },
    options,
  );

/** POST of a file that comes in these pieces */
export const upload =
  (pieces: () => AsyncGenerator<Buffer>, size: number) =>
  ({ client, options }: Context): Promise<unknown> => {
    const file: UploadFile = { name: 'a.wav', size, open: () => Readable.from(pieces()) };
    return client.uploadFile('ds_1', file, options);
  };

/** One GET after the other */
export const getTwice = async ({ client, options }: Context): Promise<void> => {
  await client.getDataset('ds_1', options);
  await client.getDataset('ds_1', options);
};

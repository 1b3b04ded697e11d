import type { OpenAPIV3 } from 'openapi-types';

const version = { $ref: '#/components/parameters/CartesiaVersion' };
const error = { $ref: '#/components/responses/Error' };
const voice = { $ref: '#/components/schemas/Voice' };
const id: OpenAPIV3.ParameterObject = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string' },
};
/** `expand[]` arrives under its bare name: the query parser takes the brackets as a list. */
const expand: OpenAPIV3.ParameterObject = {
  name: 'expand',
  in: 'query',
  schema: { type: 'array', items: { type: 'string', enum: ['preview_file_url'] } },
};
const paging: OpenAPIV3.ParameterObject[] = [
  {
    name: 'limit',
    in: 'query',
    schema: { type: 'integer', nullable: true, minimum: 1, maximum: 100 },
  },
  { name: 'starting_after', in: 'query', schema: { type: 'string', nullable: true } },
  { name: 'ending_before', in: 'query', schema: { type: 'string', nullable: true } },
];

function ok(contentType: string, schema: OpenAPIV3.SchemaObject | OpenAPIV3.ReferenceObject) {
  return { 200: { description: 'OK', content: { [contentType]: { schema } } }, default: error };
}

const audio: OpenAPIV3.SchemaObject = { type: 'string', format: 'binary' };

const speechRequest: OpenAPIV3.SchemaObject = {
  type: 'object',
  required: ['model_id', 'transcript', 'voice', 'output_format'],
  properties: {
    model_id: { type: 'string', minLength: 1 },
    transcript: { type: 'string', minLength: 1 },
    language: { type: 'string', nullable: true },
    voice: {
      type: 'object',
      required: ['mode', 'id'],
      properties: { mode: { type: 'string', enum: ['id'] }, id: { type: 'string' } },
    },
    output_format: {
      type: 'object',
      required: ['container', 'encoding', 'sample_rate'],
      properties: {
        container: { type: 'string', enum: ['wav'] },
        encoding: { type: 'string', enum: ['pcm_s16le'] },
        sample_rate: { type: 'integer', enum: [8000, 16000, 22050, 24000, 44100, 48000] },
      },
    },
  },
};

/**
 * Operations the project uses that `openapi/cartesia.json` leaves out, described the same way so
 * that they are checked the same way. Speech is WAV only: an MP3 encoder is more than a stand-in needs.
 */
export const voiceOperations: OpenAPIV3.PathsObject = {
  '/voices': {
    get: {
      operationId: 'voicesList',
      parameters: [version, ...paging, expand],
      responses: ok('application/json', { $ref: '#/components/schemas/PaginatedVoices' }),
    },
  },
  '/voices/{id}': {
    get: {
      operationId: 'voicesGet',
      parameters: [version, id, expand],
      responses: ok('application/json', voice),
    },
  },
  // Where the stand-in's own preview_file_url leads; like the real one it needs the key.
  '/voice-previews/{id}': {
    get: {
      operationId: 'voicePreviewsGet',
      parameters: [id],
      responses: ok('audio/wav', audio),
    },
  },
  '/tts/bytes': {
    post: {
      operationId: 'ttsBytes',
      parameters: [version],
      requestBody: { required: true, content: { 'application/json': { schema: speechRequest } } },
      responses: ok('audio/wav', audio),
    },
  },
};

import { dataset, json, jsonType, reply } from '../answers';
import { fails, key, secret, unexpected, well, type FaultCase } from '../FaultCase';
import { create, list } from './calls';

const escaped = Array.from(key)
  .map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  .join('');

const refused = fails('refused', 1, { status: 400 });

const bodies: readonly (readonly [string, string])[] = [
  ['in plain words', `You sent ${key}.`],
  ['twice in a row', `${key}${key}`],
  ['without its beginning', `…${key.slice(9)}`],
  ['without its end', `${key.slice(0, -3)}…`],
  ['as its secret half', secret],
  ['as eight of its characters', secret.slice(4, 12)],
  ['in the message', JSON.stringify({ message: `Bad key ${key}` })],
  ['in the message with every character escaped', `{"message":"Bad key ${escaped}"}`],
  ['in the title', JSON.stringify({ title: key })],
  ['in the error code', JSON.stringify({ error_code: key, message: 'no' })],
  ['in the error code with every character escaped', `{"error_code":"${escaped}"}`],
  ['in the request ID', JSON.stringify({ request_id: key, message: 'no' })],
  ['in the request ID with every character escaped', `{"request_id":"${escaped}"}`],
  ['across the place where messages are cut', `${'x'.repeat(280)}${key}`],
  ['across the place where bodies are cut', `${'x'.repeat(65_520)}${key}`],
  ['in the title of a page', `<html><title>${key}</title></html>`],
];

/** Servers that repeat the key. None of it may be told; `runCase` looks for it everywhere. */
export const echoCases = [
  ...bodies.map(([where, text]): FaultCase => ({
    fault: `The key ${where}`,
    answers: [reply(400, text, text.startsWith('<') ? { 'Content-Type': 'text/html' } : jsonType)],
    outcome: refused,
  })),
  {
    fault: 'The key in the status text',
    answers: [reply(`400 ${key}`, '{}')],
    outcome: refused,
  },
  {
    fault: 'The key in the headers',
    answers: [
      reply(400, '{}', {
        ...jsonType,
        'X-Request-Id': key,
        'Retry-After': key,
        'WWW-Authenticate': `Bearer ${key}`,
      }),
    ],
    outcome: refused,
  },
  {
    fault: 'The key in the request ID of a good answer',
    answers: [json(dataset, { 'X-Request-Id': key })],
    outcome: well(),
  },
  {
    fault: 'The key in a redirect',
    answers: ({ elsewhere }) => [reply(302, key, { Location: `${elsewhere}/?key=${key}` })],
    outcome: fails('unexpectedAnswer', 1, { status: 302 }),
  },
  {
    fault: 'The key in the content type',
    answers: [reply(200, dataset, { 'Content-Type': `text/${key}` })],
    outcome: unexpected(/expected JSON, got text\/•••/),
  },
  {
    fault: 'The key in the charset',
    answers: [reply(200, dataset, { 'Content-Type': `application/json; charset=${key}` })],
    outcome: unexpected(/expected UTF-8, got •••/),
  },
  {
    fault: 'The key as the name of a field that comes twice',
    answers: [json(dataset.replace('}', `,"${key}":1,"${escaped}":2}`))],
    outcome: unexpected(/the field "•••" stands there twice/),
  },
  {
    fault: 'The key where a truth should be',
    call: list,
    answers: [json(`{"data":[],"has_more":"${escaped}"}`)],
    outcome: unexpected(/^has_more: .*•••/),
  },
  {
    fault: 'The key in a line that is no HTTP',
    answers: [({ socket }) => void socket.write(`${key}\r\n\r\n`)],
    outcome: unexpected(/Parse Error/),
  },
  {
    fault: 'The key pasted where an ID belongs',
    call: ({ client, options }) => client.getDataset(key, options),
    answers: [reply(404, '{"message":"none"}')],
    outcome: fails('notFound'),
  },
  {
    fault: 'The key pasted where an ID belongs, while nothing listens',
    call: ({ client, options }) => client.getDataset(key, options),
    baseUrl: () => 'http://127.0.0.1:1',
    answers: [],
    outcome: fails('unreachable', 0, { reason: 'refused', tries: 3 }),
  },
  {
    fault: 'The key in the answer to a POST',
    call: create,
    answers: [reply(422, JSON.stringify({ message: `${key} may not create this` }))],
    outcome: fails('refused', 1, { status: 422 }),
  },
] satisfies readonly FaultCase[];

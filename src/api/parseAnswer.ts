import { visit } from 'jsonc-parser';
import * as v from 'valibot';
import { CartesiaError } from './errors';
import type { ApiAnswer } from './request';

/** A checked value beside the very text it was read from, so that copies can be faithful. */
export interface Document<Value> {
  readonly value: Value;
  readonly text: string;
}

/** Nothing that Cartesia sends comes near this; laying out deeper JSON would fill the memory. */
const maxDepth = 100;

/**
 * Reads an answer's JSON and checks its shape.
 * @throws {CartesiaError} `unexpectedAnswer`, saying what is wrong and where
 */
export function parseAnswer<Value>(
  answer: ApiAnswer,
  shape: v.GenericSchema<unknown, Value>,
): Document<Value> {
  const text = decode(answer);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw unexpected(answer, text.trim() === '' ? 'the answer is empty' : 'not valid JSON');
  }
  const oddity = oddityOf(json, text);
  if (oddity !== undefined) throw unexpected(answer, oddity);
  const result = v.safeParse(shape, json);
  if (result.success) return { value: result.output, text };
  const [issue] = result.issues;
  throw unexpected(answer, `${v.getDotPath(issue) ?? 'the whole answer'}: ${issue.message}`);
}

/** Longest reason, in characters: it may quote what was received. */
const maxMessageLength = 500;

/** @throws {CartesiaError} `unexpectedAnswer` where something else than sound came, or nothing */
export function expectSound(answer: ApiAnswer): Buffer {
  const { contentType, body } = answer;
  if (!/^audio\//i.test(contentType)) {
    throw unexpected(answer, `expected sound, got ${contentType || 'no content type'}`);
  }
  if (body.length === 0) throw unexpected(answer, 'the answer is empty');
  return body;
}

/** @throws {CartesiaError} `unexpectedAnswer` where a body came although none should */
export function expectNothing(answer: ApiAnswer): void {
  if (answer.body.length > 0) throw unexpected(answer, 'expected no body');
}

function decode(answer: ApiAnswer): string {
  const { contentType, body } = answer;
  if (!/^application\/([\w.-]+\+)?json\b/i.test(contentType)) {
    throw unexpected(answer, `expected JSON, got ${contentType || 'no content type'}`);
  }
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  if (!/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw unexpected(answer, `expected UTF-8, got ${charset}`);
  }
  try {
    // A byte order mark is kept, and then is no valid JSON: it would end up in copies.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw unexpected(answer, 'the answer is not UTF-8 text');
  }
}

/**
 * What JSON.parse lets through although it cannot be meant: a field given twice, endless nesting.
 * A shallow answer that reads back just as it was written has neither, which saves a closer look.
 */
function oddityOf(json: unknown, text: string): string | undefined {
  if (bracketDepth(text) <= maxDepth && JSON.stringify(json) === text) return undefined;
  /** The keys so far of each open object; arrays have an empty set. */
  const open: Set<string>[] = [];
  let oddity: string | undefined;
  const enter = (): void => {
    open.push(new Set());
    if (open.length <= maxDepth) return;
    oddity ??= `nested more than ${maxDepth} levels deep`;
    throw new RangeError(oddity);
  };
  const leave = (): void => {
    open.pop();
  };
  const onObjectProperty = (key: string): void => {
    const keys = open.at(-1);
    if (keys?.has(key) === true) oddity ??= `the field ${JSON.stringify(key)} stands there twice`;
    keys?.add(key);
  };
  try {
    visit(text, {
      onObjectBegin: enter,
      onArrayBegin: enter,
      onObjectEnd: leave,
      onArrayEnd: leave,
      onObjectProperty,
    });
  } catch (error) {
    if (oddity === undefined) throw error;
  }
  return oddity;
}

/** How deep the brackets go, at most: those inside of strings are counted too. */
function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    // "[" and "{", "]" and "}" differ in one bit.
    if ((character | 0x20) === 0x7b) deepest = Math.max(deepest, (depth += 1));
    else if ((character | 0x20) === 0x7d) depth -= 1;
  }
  return deepest;
}

function unexpected(answer: ApiAnswer, message: string): CartesiaError {
  const { status, requestId, redact } = answer;
  return new CartesiaError('unexpectedAnswer', redact(message.slice(0, maxMessageLength)), {
    status,
    ...(requestId !== undefined && { requestId }),
  });
}

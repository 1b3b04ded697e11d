import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/*
 * What VS Code's server build writes its logs with, in place of the native module @vscode/spdlog,
 * which would have to be compiled: without it there are no log files, and output channels that are
 * backed by one stay empty. Every line is written at once; files do not rotate.
 */

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #file;
  #level = 2;
  #plain = false;

  /** @param {string} file Absolute path. */
  constructor(file) {
    this.#file = file;
    mkdirSync(path.dirname(file), { recursive: true });
    appendFileSync(file, '');
  }

  trace = (/** @type {string} */ message) => this.#write(0, message);
  debug = (/** @type {string} */ message) => this.#write(1, message);
  info = (/** @type {string} */ message) => this.#write(2, message);
  warn = (/** @type {string} */ message) => this.#write(3, message);
  error = (/** @type {string} */ message) => this.#write(4, message);
  critical = (/** @type {string} */ message) => this.#write(5, message);

  getLevel() {
    return this.#level;
  }

  /** @param {number} level */
  setLevel(level) {
    this.#level = level;
  }

  /** VS Code knows one pattern only: time, level, message. */
  setPattern() {
    this.#plain = false;
  }

  clearFormatters() {
    this.#plain = true;
  }

  flush() {
    // Nothing waits.
  }

  drop() {
    this.#level = levels.length;
  }

  /**
   * @param {number} level
   * @param {string} message
   */
  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.#file, this.#plain ? message : `${time} [${levels[level]}] ${message}\n`);
  }
}

export const version = 0;

export function setLevel() {
  // Each logger has its own level.
}

export function setFlushOn() {
  // Every line is written at once.
}

/**
 * @param {string} _name
 * @param {string} file Absolute path.
 */
export async function createRotatingLogger(_name, file) {
  return new Logger(file);
}

export const createAsyncRotatingLogger = createRotatingLogger;

export { Logger };

import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ApiFailure } from './answers';

const version = '2026-03-01';

/** Who may enter: the one key, and requests that name the one version. */
export class Gate {
  key: string;

  constructor(key: string) {
    this.key = key;
  }

  /** Replaces the key by a fresh one in the right form and returns it. */
  rotate(): string {
    this.key = `sk_car_${randomBytes(11).toString('hex')}.${randomBytes(11).toString('hex')}`;
    return this.key;
  }

  /** @throws {ApiFailure} 401 without the right key. */
  checkKey({ authorization }: IncomingHttpHeaders): void {
    if (authorization === undefined) {
      throw new ApiFailure(401, 'The Authorization header is missing.');
    }
    const key = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (key === undefined) {
      throw new ApiFailure(401, 'The Authorization header must be "Bearer" and an API key.');
    }
    if (key.startsWith('sk_car_admin_')) {
      throw new ApiFailure(401, 'Admin API keys cannot be used on this route.');
    }
    if (key !== this.key) throw new ApiFailure(401, 'The API key is invalid.');
  }

  /** @throws {ApiFailure} 400 without the right `Cartesia-Version`. */
  checkVersion({ 'cartesia-version': given }: IncomingHttpHeaders): void {
    if (given === undefined) throw new ApiFailure(400, 'The Cartesia-Version header is missing.');
    if (given !== version) {
      throw new ApiFailure(400, `Cartesia-Version ${String(given)} is not known; use ${version}.`);
    }
  }
}

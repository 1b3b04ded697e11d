export type BaseUrlProblem = 'notAUrl' | 'insecure' | 'credentials' | 'queryOrFragment';

/**
 * Checks the address the API key would be sent to: https, or http on this machine only.
 * @returns the address without a trailing slash; a path prefix is kept
 */
export function parseBaseUrl(text: string): { baseUrl: string } | { problem: BaseUrlProblem } {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return { problem: 'notAUrl' };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { problem: 'notAUrl' };
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return { problem: 'insecure' };
  if (url.username !== '' || url.password !== '') return { problem: 'credentials' };
  // A bare "?" or "#" leaves url.search and url.hash empty, but would swallow the path put after it.
  if (/[?#]/.test(url.href)) return { problem: 'queryOrFragment' };
  return { baseUrl: url.href.replace(/\/+$/, '') };
}

/** `hostname` as WHATWG URLs spell it: lower case, IPv4 in four parts, IPv6 in brackets. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

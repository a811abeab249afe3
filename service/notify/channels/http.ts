import * as http from 'http';
import * as https from 'https';
import { URL } from 'url';
import { type CarrierParts, passing, permanent, type Result } from './contract';

/** One request; `body` goes as it is. */
export interface HttpRequest {
  readonly url: string;
  readonly method?: 'POST' | 'PUT' | 'GET';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Of an answer only its beginning is read: it is shown to people. */
const MOST_ANSWER = 2000;
/** The other side is busy, or begs for patience. */
const PASSING = [408, 425, 429];

/** Sends a request and says what came of it. Redirects are not followed: what is signed for one address is meant for that. */
export function request(
  { url, method = 'POST', headers = {}, body = '' }: HttpRequest,
  { timeoutMs, trusted }: Pick<CarrierParts, 'timeoutMs' | 'trusted'>,
): Promise<Result> {
  return new Promise((resolve) => {
    let target: URL;
    try {
      target = new URL(url);
    } catch (_malformed) {
      resolve(permanent('The address of the server is none: correct it in the settings.'));
      return;
    }
    const secure = target.protocol === 'https:';
    const { hostname, port, pathname, search } = target;
    const payload = Buffer.from(body, 'utf8');
    const options: https.RequestOptions = {
      method,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: port || (secure ? 443 : 80),
      path: pathname + search,
      headers: { 'User-Agent': 'SmartMissedCalls', 'Content-Length': payload.length, ...headers },
      agent: false,
      ...(secure && trusted !== null ? { ca: trusted.slice() } : {}),
    };
    const sent = (secure ? https : http).request(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        if (text.length < MOST_ANSWER) text += part;
      });
      const finish = () => done(resultOf(answer.statusCode || 0, text.slice(0, MOST_ANSWER), answer.headers['retry-after']));
      answer.on('end', finish);
      answer.on('aborted', () => done(passing('The server broke off in the middle of its answer.')));
    });
    const timer = setTimeout(() => {
      done(passing(`The server gave no answer within ${Math.round(timeoutMs / 1000)} s.`));
      sent.abort();
    }, timeoutMs);
    const done = (result: Result) => {
      clearTimeout(timer);
      resolve(result);
    };
    sent.on('error', (error: NodeJS.ErrnoException) => done(passing(`No connection: ${error.code || error.message}.`)));
    sent.end(payload);
  });
}

function resultOf(status: number, body: string, retryAfter: string | undefined): Result {
  const said = `${status} ${body}`.trim();
  if (status >= 200 && status < 300) return { ok: true, said };
  const seconds = /^\d{1,6}$/.test(retryAfter || '') ? Number(retryAfter) : null;
  if (status >= 500 || PASSING.indexOf(status) >= 0) return passing(said, seconds === null ? {} : { retryAfterSeconds: seconds });
  return permanent(said);
}

import * as http from 'http';

/** An answer, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** How a request differs from a plain GET. */
export interface AskOptions {
  readonly method?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a form sends: a field may have several values. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

/** A form sent as a browser sends it; with `json` the answer is asked for as our script asks. */
export function send(door: string, path: string, fields: FormFields, json = false): Promise<Answer> {
  const pairs = Object.keys(fields).reduce<string[]>((all, name) => {
    const values = ([] as string[]).concat(fields[name] as string | string[]);
    return all.concat(values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`));
  }, []);
  const body = pairs.join('&');
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: json ? 'application/json' : 'text/html' };
  return ask(door, path, { method: 'POST', headers, body });
}

/** One request to a door: a socket's file, or `http://127.0.0.1:PORT/`. */
export function ask(door: string, path: string, options: AskOptions = {}): Promise<Answer> {
  const port = /:(\d+)\/$/.exec(door);
  const to = port === null ? { socketPath: door } : { host: '127.0.0.1', port: Number(port[1]) };
  const headers = { ...(options.host === undefined ? {} : { Host: options.host }), ...options.headers };
  return new Promise((resolve, reject) => {
    const request = http.request({ ...to, path, method: options.method || 'GET', headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode || 0, headers: response.headers, text }));
    });
    request.on('error', reject);
    request.end(options.body);
  });
}

/** The body of an answer as it came. */
export function askBytes(socketPath: string, path: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath, path, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => resolve(new Uint8Array(Buffer.concat(pieces as never))));
    });
    request.on('error', reject);
    request.end();
  });
}

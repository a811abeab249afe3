import * as http from 'http';

/** An answer, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** One request to a door: a socket's file, or `http://127.0.0.1:PORT/`. */
export function ask(door: string, path: string, options: { readonly method?: string; readonly host?: string } = {}): Promise<Answer> {
  const port = /:(\d+)\/$/.exec(door);
  const to = port === null ? { socketPath: door } : { host: '127.0.0.1', port: Number(port[1]) };
  const headers = options.host === undefined ? {} : { Host: options.host };
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
    request.end();
  });
}

import * as http from 'http';
import * as https from 'https';
import type { AddressInfo, Socket } from 'net';
import { CERTIFICATE, PRIVATE_KEY } from './certificate';

/** A request that came. */
export interface Came {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** What is answered: a status with a body, or what is done to the connection. */
export type Answer =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | 'drop'
  | 'drop in the middle'
  | 'never';

export interface HttpServer {
  readonly url: string;
  readonly came: readonly Came[];
  stop(): Promise<void>;
}

/** A real web server on loopback. */
export function startHttpServer(
  answerOf: (nth: number, came: Came) => Answer = () => ({ status: 200, body: 'ok' }),
  tls = false,
): Promise<HttpServer> {
  const came: Came[] = [];
  const sockets = new Set<Socket>();
  const handler: http.RequestListener = (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const one = { method: String(request.method), path: String(request.url), headers: request.headers, body };
      came.push(one);
      const answer = answerOf(came.length, one);
      if (answer === 'drop') request.socket.destroy();
      else if (answer === 'drop in the middle') {
        response.writeHead(200, { 'Content-Length': '1000' });
        response.write('half an');
        setImmediate(() => request.socket.destroy());
      } else if (answer !== 'never') {
        response.writeHead(answer.status, answer.headers);
        response.end(answer.body || '');
      }
    });
  };
  const server = tls ? https.createServer({ key: PRIVATE_KEY, cert: CERTIFICATE }, handler) : http.createServer(handler);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        url: `http${tls ? 's' : ''}://localhost:${(server.address() as AddressInfo).port}`,
        came,
        stop: () =>
          new Promise((stopped) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => stopped());
          }),
      });
    });
  });
}

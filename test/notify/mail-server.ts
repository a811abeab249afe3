import type { AddressInfo, Socket } from 'net';
import { CERTIFICATE, PRIVATE_KEY } from './certificate';

/** A mail that arrived. */
export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came over the line. */
  readonly raw: string;
  /** Headers by their small names, unfolded, still encoded. */
  readonly headers: Readonly<Record<string, string>>;
  readonly secure: boolean;
  readonly user: string;
}

/** What a server does at a step; an error with a code is its answer. */
export interface Manners {
  readonly rcpt?: (address: string, nth: number) => Error | null;
  readonly data?: (nth: number) => Error | null;
  /** Ends the connection in the middle of the mail. */
  readonly dropsData?: (nth: number) => boolean;
  /** Keeps every answer to the mail back until it is let go. */
  readonly holds?: Promise<void>;
}

export interface MailServer {
  readonly port: number;
  readonly mails: readonly Received[];
  /** How many times somebody began to send. */
  readonly connections: () => number;
  stop(): Promise<void>;
}

/** The refusal a server would give. */
export function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

/** What we use of smtp-server, which brings no types. */
interface Session {
  readonly secure: boolean;
  readonly user?: string;
  readonly envelope: { readonly mailFrom: { readonly address: string }; readonly rcptTo: readonly { readonly address: string }[] };
}
type Callback = (error?: Error | null, value?: unknown) => void;
const { SMTPServer } = require('smtp-server') as {
  SMTPServer: new (
    options: object,
  ) => {
    listen(port: number, host: string, then: () => void): { address(): AddressInfo };
    close(then: () => void): void;
    on(name: string, then: (error: Error) => void): void;
    server: { address(): AddressInfo };
  };
};

function headersOf(raw: string): Record<string, string> {
  const headers: Record<string, string> = {};
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  for (const line of head.split('\r\n')) headers[line.slice(0, line.indexOf(':')).toLowerCase()] = line.slice(line.indexOf(':') + 1).trim();
  return headers;
}

/** A real mail server on loopback. `login`: nobody gets in without; `tls`: from the first byte. */
export function startMailServer(
  options: { readonly manners?: Manners; readonly login?: string; readonly tls?: boolean; readonly plain?: boolean } = {},
): Promise<MailServer> {
  const { manners = {}, login, tls = false, plain = false } = options;
  const mails: Received[] = [];
  let connections = 0;
  let rcpts = 0;
  let datas = 0;
  const server = new SMTPServer({
    secure: tls,
    key: PRIVATE_KEY,
    cert: CERTIFICATE,
    logger: false,
    closeTimeout: 100,
    authOptional: login === undefined,
    disabledCommands: [...(plain ? ['STARTTLS'] : []), ...(login === undefined ? ['AUTH'] : [])],
    onConnect: (_session: Session, done: Callback) => {
      connections += 1;
      done();
    },
    onAuth: ({ username, password }: { username: string; password: string }, _session: Session, done: Callback) => {
      if (`${username}:${password}` === login) done(null, { user: username });
      else done(refusal(535, '5.7.8 authentication failed'));
    },
    onRcptTo: ({ address }: { address: string }, _session: Session, done: Callback) => {
      rcpts += 1;
      done(manners.rcpt === undefined ? null : manners.rcpt(address, rcpts));
    },
    onData: (stream: NodeJS.ReadableStream, session: Session & { readonly id: string }, done: Callback) => {
      datas += 1;
      const nth = datas;
      let raw = '';
      stream.setEncoding('utf8');
      stream.on('data', (part: string) => {
        raw += part;
      });
      stream.on('end', () => {
        const { envelope, secure, user = '' } = session;
        if (manners.dropsData?.(nth)) {
          for (const socket of sockets) socket.destroy();
          return;
        }
        const answer = manners.data === undefined ? null : manners.data(nth);
        if (answer === null)
          mails.push({
            from: envelope.mailFrom.address,
            to: envelope.rcptTo.map(({ address }) => address),
            raw,
            headers: headersOf(raw),
            secure,
            user,
          });
        Promise.resolve(manners.holds).then(() => done(answer));
      });
    },
  });
  const sockets = new Set<Socket>();
  (server.server as unknown as NodeJS.EventEmitter).on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  // What the other side breaks off is its own affair.
  server.on('error', () => undefined);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        port: server.server.address().port,
        mails,
        connections: () => connections,
        stop: () =>
          new Promise((stopped) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => stopped());
          }),
      });
    });
  });
}

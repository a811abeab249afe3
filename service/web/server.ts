import * as http from 'http';
import type { AddressInfo, Socket } from 'net';
import { PlainError } from '../../shared/errors';
import { prepareSocket, protectSocket } from './socket-file';

/** An open door. */
export interface Listening {
  /** `http://127.0.0.1:8080/`, or the socket's file. */
  readonly address: string;
  /** Takes no more requests, lets those under way finish for a moment, and closes. */
  close(): Promise<void>;
}

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const LAST_ANSWERS_MS = 400;

/** Connections of a server, and which of them a request is under way on. */
function connectionsOf(server: http.Server) {
  const all = new Set<Socket>();
  const busy = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    all.add(socket);
    socket.on('close', () => all.delete(socket));
  });
  server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
    busy.add(request.socket);
    const done = () => busy.delete(request.socket);
    response.on('finish', done);
    response.on('close', done);
  });
  return {
    cutIdle() {
      for (const socket of Array.from(all)) if (!busy.has(socket)) socket.destroy();
    },
    cutAll() {
      for (const socket of Array.from(all)) socket.destroy();
    },
  };
}

function open(handler: Handler, listen: (server: http.Server) => void): Promise<{ server: http.Server; close(): Promise<void> }> {
  const server = http.createServer(handler);
  const connections = connectionsOf(server);
  const close = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(connections.cutAll, LAST_ANSWERS_MS);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      connections.cutIdle();
    });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => resolve({ server, close }));
    listen(server);
  });
}

/** Opens the door the PBX's own pages come through: a unix socket that only the owner and its group may use. */
export async function listenOnSocket(handler: Handler, file: string): Promise<Listening> {
  await prepareSocket(file);
  const { close } = await open(handler, (server) => server.listen(file));
  protectSocket(file);
  return { address: file, close };
}

/** Opens a port for this machine alone; 0 takes a free one. For the demo: a PBX gets no listening port from us. */
export async function listenOnLoopback(handler: Handler, port: number): Promise<Listening> {
  try {
    const { server, close } = await open(handler, (one) => one.listen(port, '127.0.0.1'));
    return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new PlainError('port_taken', `Port ${port} is in use. Name another one.`);
  }
}

/**
 * One WebSocket under graphql-ws. The library has an adapter of its own, but that one writes what clients do wrong to the console and reads the
 * environment; here it goes to the log, and clients learn nothing but the close code.
 */
import type { IncomingMessage } from 'node:http';
import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';

export interface SocketExtra {
  socket: WebSocket;
  request: IncomingMessage;
}

const HEARTBEAT_MS = 12_000;

export function serveSocket(server: Server<SocketExtra>, socket: WebSocket, request: IncomingMessage, failed: (error: unknown) => void): void {
  // A frame that is too large or malformed: ws closes the socket itself, with the code that says so.
  socket.on('error', () => undefined);
  let answered = true;
  socket.on('pong', () => (answered = true));
  const heartbeat = setInterval(() => {
    // A peer that vanished without a word never closes.
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, HEARTBEAT_MS);

  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) return resolve();
          socket.send(data, (error) => (error ? reject(error) : resolve()));
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (receive) =>
        socket.on('message', (message: Buffer) => {
          receive(message.toString('utf8')).catch((error: unknown) => {
            failed(error);
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        }),
    },
    { socket, request },
  );
  socket.once('close', (code, reason) => {
    clearInterval(heartbeat);
    void closed(code, reason.toString('utf8'));
  });
}

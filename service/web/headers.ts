import type { NextFunction, Request, Response } from 'express';

/** Nothing but our own files, and no script or style inside a page: a caller's name could bring one. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What every answer carries; pages hold callers' numbers, so nobody may keep them. */
export function securityHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  next();
}

/**
 * On a port, answers only requests made to this machine's own name: another site's page could otherwise have its name
 * lead here and read the list. A unix socket has no such name.
 */
export function ownHostOnly(request: Request, response: Response, next: NextFunction): void {
  const port = request.socket.localPort;
  const allowed = port === undefined || [`127.0.0.1:${port}`, `localhost:${port}`].indexOf(request.headers.host || '') >= 0;
  if (allowed) next();
  else response.status(403).type('text').send('This address answers to 127.0.0.1 and localhost only.\n');
}

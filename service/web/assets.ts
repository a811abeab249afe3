import * as crypto from 'crypto';
import express from 'express';
import * as fs from 'fs';
import * as path from 'path';

function folderOf(views: string): string {
  return path.join(views, 'assets');
}

/** A word that changes whenever one of the files does. */
export function assetsVersion(views: string): string {
  const hash = crypto.createHash('sha256');
  const files = fs.readdirSync(folderOf(views)).sort();
  for (const file of files) hash.update(file).update(fs.readFileSync(path.join(folderOf(views), file)));
  return hash.digest('hex').slice(0, 10);
}

/** The browser's CSS and script. Asked for with their version they may be kept for ever, without it never. */
export function assets(views: string, version: string): express.Handler {
  return express.static(folderOf(views), {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    lastModified: false,
    cacheControl: false,
    setHeaders: (response) => {
      const isVersioned = response.req !== undefined && response.req.query.v === version;
      response.set('Cache-Control', isVersioned ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

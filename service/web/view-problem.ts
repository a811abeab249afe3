import { say } from '../../shared/messages';
import type { Links } from './links';
import { sayKey } from './view-frame';

/** The page of a request that could not be served: one sentence, and the way back. */
export function problemView(text: string, links: Links, assetsVersion: string) {
  const asset = (name: string) => links.to(`/assets/${name}`, { v: assetsVersion });
  return {
    frame: {
      lang: 'en',
      title: `${say({ key: 'problem.title' })} · ${say({ key: 'page.product' })}`,
      home: links.to('/'),
      styles: [asset('base.css')],
      script: asset('smc.js'),
      icon: asset('icon.svg'),
      isFramed: links.isFramed,
    },
    t: sayKey,
    text,
  };
}

import type { Language } from '../../shared/language';
import { sayIn } from '../../shared/messages';
import type { Links } from './links';
import { sayKeyIn } from './view-frame';

/** The page of a request that could not be served: one sentence, and the way back. */
export function problemView(text: string, language: Language, links: Links, assetsVersion: string) {
  const say = sayIn(language);
  const asset = (name: string) => links.to(`/assets/${name}`, { v: assetsVersion });
  return {
    frame: {
      lang: language,
      title: `${say({ key: 'problem.title' })} · ${say({ key: 'page.product' })}`,
      home: links.to('/'),
      styles: (links.isFramed ? ['base.css', 'framed.css'] : ['base.css']).map(asset),
      scripts: [asset('smc.js')],
      icon: asset('icon.svg'),
      isFramed: links.isFramed,
    },
    t: sayKeyIn(language),
    text,
  };
}

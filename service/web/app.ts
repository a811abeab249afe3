import express from 'express';
import type { Identity } from '../../shared/identity';
import { say } from '../../shared/messages';
import type { Clock } from '../clock';
import type { Log } from '../log';
import type { Render } from '../render';
import { assets, assetsVersion } from './assets';
import { ownHostOnly, securityHeaders } from './headers';
import { type Health, healthJson, healthStatus } from './health';
import type { Identify } from './identity';
import { type Links, ROOT_LINKS } from './links';
import { type AnswerPage, forViewers, plainQuery } from './page';
import { Problem, problemKey, statusOf } from './problems';
import { problemView } from './view-problem';

/** Everything the pages stand on. */
export interface AppParts {
  /** Path → page, as `{ '/entries/:id': … }`; made by pages.ts. */
  readonly pages: Readonly<Record<string, AnswerPage>>;
  readonly identify: Identify;
  readonly health: () => Health;
  readonly render: Render;
  /** Folder of the templates; their assets lie in it. */
  readonly views: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly links?: Links;
}

/** Whoever comes by here was not served: with GET because there is no such thing, else because nothing can be changed. */
function onlyGet(request: express.Request, response: express.Response): never {
  if (request.method === 'GET' || request.method === 'HEAD') throw new Problem(404);
  response.set('Allow', 'GET, HEAD');
  throw new Problem(405);
}

/** The pages as one request handler. */
export function createApp(parts: AppParts): express.Express {
  const { clock, log, render, identify } = parts;
  const links = parts.links || ROOT_LINKS;
  const version = assetsVersion(parts.views);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(ownHostOnly, securityHeaders);
  app.use('/assets', assets(parts.views, version));

  app.get('/health', (_request, response) => {
    const health = parts.health();
    const nowAt = clock.nowAt();
    response.status(healthStatus(health, nowAt) === 'stale' ? 503 : 200).json(healthJson(health, nowAt));
  });
  app.all(['/health', '/assets/*'], onlyGet);

  for (const path of Object.keys(parts.pages)) {
    const page = forViewers(parts.pages[path] as AnswerPage);
    app.get(path, (request, response, next) => {
      const answer = (identity: Identity | null) => {
        if (identity === null) throw new Problem(401);
        const query = plainQuery(request.query);
        return page({ identity, params: request.params, query, nowAt: clock.nowAt(), links });
      };
      identify(request)
        .then(answer)
        .then(({ template, view }) => response.type('html').send(render(template, view)))
        .catch(next);
    });
    app.all(path, onlyGet);
  }
  app.use(() => {
    throw new Problem(404);
  });

  const failed: express.ErrorRequestHandler = (failure, request, response, _next) => {
    const status = statusOf(failure);
    if (status >= 500) log.error(`${request.method} ${request.path}: ${failure instanceof Error ? failure.stack : String(failure)}`);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const text = say({ key: problemKey(status) });
    try {
      response
        .status(status)
        .type('html')
        .send(render('problem', problemView(text, links, version)));
    } catch (fault) {
      log.error(`problem page: ${String(fault)}`);
      response.status(status).type('text').send(`${text}\n`);
    }
  };
  app.use(failed);
  return app;
}

import express from 'express';
import type { Identity } from '../../shared/identity';
import { LANGUAGES, type Language, languageOf } from '../../shared/language';
import { sayIn } from '../../shared/messages';
import type { Clock } from '../clock';
import type { Log } from '../log';
import type { Render } from '../render';
import { type Action, field, isDone, readFields, runAction, wayBack } from './action';
import { assets, assetsVersion } from './assets';
import { type Download, runDownload, takeInto } from './download';
import type { FormTokens } from './form-token';
import { ownHostOnly, securityHeaders } from './headers';
import { type Health, healthJson, healthStatus } from './health';
import type { Identify } from './identity';
import { type Links, linksFor } from './links';
import { type AnswerPage, forViewers, plainQuery } from './page';
import { Problem, problemSaying, statusOf } from './problems';
import { problemView } from './view-problem';

/** Everything the pages stand on. */
export interface AppParts {
  /** Path → page, as `{ '/entries/:id': … }`; made by pages.ts. */
  readonly pages: Readonly<Record<string, AnswerPage>>;
  /** Path → change, as `{ '/entries/:id/claim': … }`; made by actions.ts. */
  readonly actions: Readonly<Record<string, Action>>;
  /** Path → file, as `{ '/export/file': … }`. */
  readonly downloads: Readonly<Record<string, Download>>;
  /** /unsubscribe, open to whoever got a message; absent where nobody can be told. */
  readonly unsubscribe?: express.RequestHandler;
  readonly identify: Identify;
  readonly tokens: FormTokens;
  readonly health: () => Health;
  readonly render: Render;
  /** Folder of the templates; their assets lie in it. */
  readonly views: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Whoever comes by here was not served: with a method of the path's because there is no such thing, else because of the method. */
function only(...methods: readonly string[]): express.RequestHandler {
  return (request, response) => {
    if (methods.indexOf(request.method) >= 0) throw new Problem(404);
    response.set('Allow', methods.join(', '));
    throw new Problem(405);
  };
}

/** Links for the page that ours stands in. */
function linksOf(request: express.Request): Links {
  return linksFor(request.headers['x-smc-frame']);
}

/** The language of whoever asks; of somebody unknown that of his browser. */
function languageFor(request: express.Request, response: express.Response): Language {
  const known = response.locals.language as Language | undefined;
  return known || languageOf(request.acceptsLanguages(LANGUAGES.slice()) || null);
}

/** A form or JSON of the browser's script; the longest is a settings page. */
const FORMS: readonly express.RequestHandler[] = [
  express.urlencoded({ extended: false, limit: '512kb', parameterLimit: 20000 }),
  express.json({ limit: '512kb' }),
];

/** The pages as one request handler. */
export function createApp(parts: AppParts): express.Express {
  const { clock, log, render, identify, tokens } = parts;
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
  // app.all() keeps a route for each of HTTP's 34 methods, route().all() one for all.
  app.route(['/health', '/assets/*']).all(only('GET', 'HEAD'));

  const askedOf = (request: express.Request, identity: Identity) => ({
    identity,
    params: request.params,
    query: plainQuery(request.query),
    nowAt: clock.nowAt(),
    links: linksOf(request),
    token: tokens.of(identity),
  });
  const known = (identity: Identity | null, response: express.Response): Identity => {
    if (identity === null) throw new Problem(401);
    response.locals.language = languageOf(identity.language);
    return identity;
  };

  if (parts.unsubscribe !== undefined) {
    app.get('/unsubscribe', parts.unsubscribe);
    app.post('/unsubscribe', parts.unsubscribe);
    app.route('/unsubscribe').all(only('GET', 'HEAD', 'POST'));
  }

  const paths = Array.from(new Set(Object.keys(parts.pages).concat(Object.keys(parts.actions))));
  for (const path of paths) {
    const page = parts.pages[path];
    const action = parts.actions[path];
    if (page !== undefined) {
      app.get(path, (request, response, next) => {
        identify(request)
          .then((identity) => forViewers(page)(askedOf(request, known(identity, response))))
          .then(({ template, view }) => response.type('html').send(render(template, view)))
          .catch(next);
      });
    }
    if (action !== undefined) {
      app.post(path, ...FORMS, (request, response, next) => {
        const fields = readFields(request.body);
        identify(request)
          .then((one) => {
            const identity = known(one, response);
            if (!tokens.fits(identity, field(fields, 'token'))) throw new Problem(403);
            return runAction(action, identity, { ...askedOf(request, identity), fields });
          })
          .then((outcome) => {
            // A script asks for JSON and shows it in place; without one, a form ends in a page.
            if (request.accepts(['html', 'json']) === 'json') {
              if (isDone(outcome)) response.json({ text: outcome.text, undo: outcome.undo });
              else response.status(422).json({ faults: outcome.faults });
            } else if (isDone(outcome)) response.redirect(303, linksOf(request).to(wayBack(fields, outcome.back)));
            else response.status(422).type('html').send(render(outcome.template, outcome.view));
          })
          .catch(next);
      });
    }
    app.route(path).all(only(...(page === undefined ? [] : ['GET', 'HEAD']), ...(action === undefined ? [] : ['POST'])));
  }
  for (const path of Object.keys(parts.downloads)) {
    app.get(path, (request, response, next) => {
      identify(request)
        .then((identity) => runDownload(parts.downloads[path] as Download, askedOf(request, known(identity, response))))
        .then((file) => {
          response.set({ 'Content-Type': file.type, 'Content-Disposition': `attachment; filename="${file.name}"` });
          return file.write(takeInto(response, request.socket.destroyed));
        })
        .then(() => response.end())
        .catch(next);
    });
    app.route(path).all(only('GET', 'HEAD'));
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
    const language = languageFor(request, response);
    const text = sayIn(language)(problemSaying(failure));
    if (request.method === 'POST' && request.accepts(['html', 'json']) === 'json') {
      response.status(status).json({ text });
      return;
    }
    try {
      response
        .status(status)
        .type('html')
        .send(render('problem', problemView(text, language, linksOf(request), version)));
    } catch (fault) {
      log.error(`problem page: ${String(fault)}`);
      response.status(status).type('text').send(`${text}\n`);
    }
  };
  app.use(failed);
  return app;
}

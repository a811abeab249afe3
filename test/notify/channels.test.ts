import { expect } from 'chai';
import { createHmac } from 'crypto';
import { URL, URLSearchParams } from 'url';
import { carrierOf } from '../../service/notify/channels/carriers';
import type { CarrierParts, Message, Result } from '../../service/notify/channels/contract';
import { type Channel, type ChannelSetting, channelOf } from '../../shared/notify-settings';
import { CERTIFICATE } from './certificate';
import { type Answer, type Came, type HttpServer, startHttpServer } from './http-server';

const MESSAGE: Message = {
  messageId: '<smc-7.abc@pbx>',
  to: '',
  title: 'Missed: <!channel> *Eve* "quoted" (Sales)',
  brief: 'Eve {secret} [click](http://evil) <users/all>: Sales, 14:02\nanother line',
  text: 'the whole text',
  html: '<p>the whole text</p>',
  json: { version: 1, kind: 'missed', title: 'é' },
  link: 'https://pbx.shop.be/smc/entries/7',
  unsubscribe: null,
};
const NOW = 1790000000;

describe('A channel', () => {
  let server: HttpServer;
  afterEach(() => server.stop());

  /** Sends a message by a channel to a server that answers so; what came of it, and what came there. */
  const sending = async (
    setting: Partial<ChannelSetting> & Pick<ChannelSetting, 'kind'>,
    options: {
      readonly answer?: Answer;
      readonly secret?: string | null;
      readonly message?: Partial<Message>;
      readonly tls?: boolean;
      readonly parts?: Partial<CarrierParts>;
    } = {},
  ): Promise<{ readonly result: Result; readonly came: Came }> => {
    server = await startHttpServer(() => options.answer || { status: 200, body: 'ok' }, options.tls);
    const { secret = 'S3CRET' } = options;
    const at = (text: string) => text.replace('SERVER', server.url);
    const channel = channelOf([{ id: 'x', ...setting, url: at(setting.url || 'SERVER/in?a=b') }], 'x') as Channel;
    const carrier = carrierOf({
      ...{
        channel,
        secret: secret === null ? null : at(secret),
        hostname: 'pbx',
        sendmail: '/bin/false',
        nowAt: () => NOW,
        trusted: [CERTIFICATE],
        timeoutMs: 1000,
      },
      ...options.parts,
    });
    const result = await carrier.send({ ...MESSAGE, ...options.message });
    return { result, came: server.came[0] as Came };
  };

  describe('by webhook', () => {
    it('posts versioned JSON, signed with the time', async () => {
      const { result, came } = await sending({ kind: 'webhook' });
      expect(result).to.deep.equal({ ok: true, said: '200 ok' });
      expect([came.method, came.path, came.headers['content-type']]).to.deep.equal(['POST', '/in?a=b', 'application/json; charset=utf-8']);
      expect(JSON.parse(came.body)).to.deep.equal(MESSAGE.json);
      const hex = createHmac('sha256', 'S3CRET').update(`${NOW}.${came.body}`).digest('hex');
      expect(came.headers['x-smc-signature']).to.equal(`t=${NOW},v1=${hex}`);
      expect(came.headers['x-smc-delivery']).to.equal('<smc-7.abc@pbx>');
    });

    it('speaks TLS, and trusts nobody unknown', async () => {
      expect((await sending({ kind: 'webhook' }, { tls: true })).result.ok).to.equal(true);
      await server.stop();
      const { result } = await sending({ kind: 'webhook' }, { tls: true, parts: { trusted: null } });
      expect(result).to.include({ ok: false, permanent: false, channelFails: true });
      expect(result.said).to.contain('SELF_SIGNED');
    });

    for (const [answer, permanent, said] of [
      [{ status: 500, body: 'oops' }, false, '500 oops'],
      [{ status: 503 }, false, '503'],
      [{ status: 429, headers: { 'Retry-After': '120' } }, false, '429'],
      [{ status: 408 }, false, '408'],
      [{ status: 400, body: 'bad' }, true, '400 bad'],
      [{ status: 401 }, true, '401'],
      [{ status: 404 }, true, '404'],
      [{ status: 410 }, true, '410'],
      [{ status: 302, headers: { Location: 'http://169.254.169.254/' } }, true, '302'],
      ['drop', false, 'No connection: ECONNRESET.'],
      ['drop in the middle', false, 'The server broke off in the middle of its answer.'],
      ['never', false, 'The server gave no answer within 1 s.'],
    ] as const) {
      const what = typeof answer === 'string' ? answer : String(answer.status);
      it(`${permanent ? 'gives up' : 'tries again'} after ${what}`, async () => {
        const { result } = await sending({ kind: 'webhook' }, { answer });
        expect(result).to.include({ ok: false, permanent, said });
        if (what === '429') expect(result).to.include({ retryAfterSeconds: 120 });
        expect(server.came).to.have.length(1);
      });
    }

    it('shows of a long answer one line of its beginning, without the secret', async () => {
      const body = `your key S3CRET\r\n\u001b[31mis ${Buffer.from('S3CRET').toString('base64')} ${'x'.repeat(100000)}`;
      const { result } = await sending({ kind: 'webhook' }, { answer: { status: 400, body } });
      expect(result.said)
        .to.match(/^400 your key \*\*\* \[31mis \*\*\* x+$/)
        .and.have.length.at.most(500);
    });

    it('says when its secret is not kept here', async () => {
      const { result } = await sending({ kind: 'webhook' }, { secret: null });
      expect(result).to.deep.equal({
        ok: false,
        permanent: true,
        channelFails: false,
        said: 'Its secret is not kept here: enter it again.',
      });
    });

    it('says when nobody listens there', async () => {
      server = await startHttpServer();
      const channel = channelOf([{ id: 'x', kind: 'webhook', url: server.url }], 'x') as Channel;
      await server.stop();
      const carrier = carrierOf({
        channel,
        secret: 'S3CRET',
        hostname: 'pbx',
        sendmail: '',
        nowAt: () => NOW,
        trusted: null,
        timeoutMs: 1000,
      });
      expect(await carrier.send(MESSAGE)).to.deep.equal({
        ok: false,
        permanent: false,
        channelFails: true,
        said: 'No connection: ECONNREFUSED.',
      });
      server = await startHttpServer();
    });
  });

  describe('to a chat', () => {
    const bodyOf = async (
      kind: ChannelSetting['kind'],
      more: Partial<ChannelSetting> = {},
      options: Parameters<typeof sending>[1] = {},
    ) => {
      const { came } = await sending({ kind, ...more }, options);
      return { came, body: JSON.parse(came.body) };
    };

    it('Slack: nobody’s name is a command, a mention or a link', async () => {
      const { came, body } = await bodyOf('slack', {}, { secret: 'SERVER/services/T0/B0/secret' });
      expect(came.path).to.equal('/services/T0/B0/secret');
      expect(body.text).to.contain('&lt;!channel&gt;').and.not.contain('<');
      expect(body).to.include({ mrkdwn: false, unfurl_links: false });
    });

    it('Google Chat: neither everybody nor bold', async () => {
      const { body } = await bodyOf('google_chat', {}, { secret: 'SERVER/v1/spaces/x' });
      expect(body.text).to.contain('‹users/all›').and.not.match(/[<>*]/);
    });

    it('Teams: an adaptive card whose text is no markdown, with a way to the page', async () => {
      const { body } = await bodyOf('teams', {}, { secret: 'SERVER/workflows/x' });
      const { content } = body.attachments[0];
      expect(content.body[1].text).to.contain('\\[click\\]\\(http://evil\\)');
      expect(content.actions).to.deep.equal([{ type: 'Action.OpenUrl', title: '→', url: MESSAGE.link }]);
    });

    it('Telegram: plain text to the chat of the recipient, the token masked in what is said', async () => {
      const { came, body } = await bodyOf('telegram', { url: 'SERVER' }, { message: { to: '-1001' } });
      expect(came.path).to.equal('/botS3CRET/sendMessage');
      expect(body).to.include({ chat_id: '-1001', disable_web_page_preview: true }).and.not.have.property('parse_mode');
      await server.stop();
      const { result } = await sending(
        { kind: 'telegram', url: 'SERVER' },
        { message: { to: '1' }, answer: { status: 404, body: 'no /botS3CRET/' } },
      );
      expect(result).to.include({ permanent: true, said: '404 no /bot***/' });
    });

    it('ntfy: to its topic, with the page behind a tap; a token where there is one', async () => {
      const { came, body } = await bodyOf('ntfy', { url: 'SERVER/', to: 'calls' });
      expect(body).to.deep.include({ topic: 'calls', title: MESSAGE.title, click: MESSAGE.link });
      expect(came.headers.authorization).to.equal('Bearer S3CRET');
      await server.stop();
      const open = await sending({ kind: 'ntfy', url: 'SERVER', to: 'calls' }, { secret: null });
      expect(open.came.headers.authorization).to.equal(undefined);
    });

    it('Gotify: with its token in a header', async () => {
      const { came, body } = await bodyOf('gotify', { url: 'SERVER' });
      expect([came.path, came.headers['x-gotify-key']]).to.deep.equal(['/message', 'S3CRET']);
      expect(body.extras['client::notification'].click.url).to.equal(MESSAGE.link);
    });

    it('says when it does not know where to', async () => {
      const { result } = await sending({ kind: 'telegram', url: 'SERVER' });
      expect(result).to.include({ permanent: true, said: 'It names no chat or topic: add one to the recipient or the channel.' });
    });
  });

  describe('to any gateway', () => {
    const message = { to: '+32470104242&x="1"' };

    it('fills in JSON that no name can break out of', async () => {
      const body = '{"to":"{to}","text":"{title}: {text}","unknown":"{unknown}"}';
      const { came } = await sending({ kind: 'http', body, authorization: 'Bearer {secret}' }, { message });
      expect(JSON.parse(came.body)).to.deep.equal({
        to: message.to,
        text: `${MESSAGE.title}: ${MESSAGE.title}\n${MESSAGE.brief}`,
        unknown: '{unknown}',
      });
      expect(came.headers.authorization).to.equal('Bearer S3CRET');
      expect(came.body, 'a caller called {secret} does not get it').to.not.contain('S3CRET');
    });

    it('fills in forms and addresses', async () => {
      const { came } = await sending(
        { kind: 'http', content_type: 'application/x-www-form-urlencoded', body: 'to={to}&msg={title}&key={secret}' },
        { message },
      );
      const fields = new URLSearchParams(came.body);
      expect([fields.get('to'), fields.get('msg'), fields.get('key'), fields.get('x')]).to.deep.equal([
        message.to,
        MESSAGE.title,
        'S3CRET',
        null,
      ]);
      await server.stop();
      const get = await sending({ kind: 'http', method: 'GET', url: 'SERVER/send?to={to}&text={text}' }, { message });
      expect(new URL(`http://x${get.came.path}`).searchParams.get('text')).to.equal(`${MESSAGE.title}\n${MESSAGE.brief}`);
      expect(get.came.body).to.equal('');
    });
  });
});

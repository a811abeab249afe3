import { chat, isChat } from './chats';
import type { Carrier, CarrierParts, Result } from './contract';
import { mail } from './mail';
import { template } from './template';
import { webhook } from './webhook';

/** The carrier of a channel. */
export function carrierOf(parts: CarrierParts): Carrier {
  const { channel, secret } = parts;
  const carrier = ofKind(parts);
  return {
    send: async (message) => {
      try {
        return masked(await carrier.send(message), secret);
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        return masked({ ok: false, permanent: false, channelFails: true, said: `${channel.kind}: ${said}` }, secret);
      }
    },
  };
}

function ofKind(parts: CarrierParts): Carrier {
  const { kind } = parts.channel;
  if (isChat(kind)) return chat(kind, parts);
  switch (kind) {
    case 'webhook':
      return webhook(parts);
    case 'http':
      return template(parts);
    default:
      return mail(parts);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a server says is shown on pages and terminals
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
const LONGEST_SAID = 500;

/** One line without the secret, in whatever way an answer repeats it. */
function masked(result: Result, secret: string | null): Result {
  const forms =
    secret === null || secret === ''
      ? []
      : [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64')];
  const said = forms.reduce((text, form) => text.split(form).join('***'), result.said.replace(CONTROL, ' ').trim());
  return { ...result, said: said.slice(0, LONGEST_SAID).replace(/[\uD800-\uDBFF]$/, '') };
}

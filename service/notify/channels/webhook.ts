import { createHmac } from 'crypto';
import type { Carrier, CarrierParts, Message } from './contract';
import { permanent } from './contract';
import { request } from './http';

/**
 * What a receiver checks: header `X-SMC-Signature: t=SECONDS,v1=HEX`, HEX being HMAC-SHA256(secret, "SECONDS.BODY"). A time more than five
 * minutes off is somebody playing it again; `X-SMC-Delivery` is the same at every attempt.
 */
export function signatureOf(secret: string, nowAt: number, body: string): string {
  return `t=${nowAt},v1=${createHmac('sha256', secret).update(`${nowAt}.${body}`).digest('hex')}`;
}

/** Posts the message as JSON, signed. */
export function webhook(parts: CarrierParts): Carrier {
  const { channel, secret, nowAt } = parts;
  return {
    send: (message: Message) => {
      if (secret === null) return Promise.resolve(permanent('Its secret is not kept here: enter it again.'));
      const body = JSON.stringify(message.json);
      const headers = {
        'Content-Type': 'application/json; charset=utf-8',
        'X-SMC-Delivery': message.messageId,
        'X-SMC-Signature': signatureOf(secret, nowAt(), body),
      };
      return request({ url: channel.url, headers, body }, parts);
    },
  };
}

import type { Channel } from '../../../shared/notify-settings';
import type { Carrier, CarrierParts } from './contract';
import { request } from './http';

type Values = Readonly<Record<string, string>>;

/** How a value is written where it stands, so that it cannot end what it stands in. */
const WRITINGS: { readonly [type in Channel['content_type']]: (value: string) => string } = {
  'application/json': (value) => JSON.stringify(value).slice(1, -1),
  'application/x-www-form-urlencoded': encodeURIComponent,
  'text/plain': (value) => value,
};

/** The template with `{name}` replaced by its value; a value never introduces another placeholder, and what is unknown stays. */
export function filled(template: string, values: Values, written: (value: string) => string): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : written(value);
  });
}

/** Any gateway that takes HTTP: the settings say address, body and how to log in. */
export function template(parts: CarrierParts): Carrier {
  const { channel, secret } = parts;
  return {
    send: (message) => {
      const { title, brief, link } = message;
      const text = [title, brief].filter((part) => part !== '').join('\n');
      const values = { to: message.to || channel.to, title, text, link: link || '', secret: secret || '' };
      const url = filled(channel.url, values, encodeURIComponent);
      const headers: Record<string, string> = { 'Content-Type': `${channel.content_type}; charset=utf-8` };
      if (channel.authorization !== '') headers.Authorization = filled(channel.authorization, { secret: values.secret }, (value) => value);
      const body = channel.method === 'GET' ? '' : filled(channel.body, values, WRITINGS[channel.content_type]);
      return request({ url, method: channel.method, headers, body }, parts);
    },
  };
}

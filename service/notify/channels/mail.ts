import { createTransport } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { isMailAddress } from '../../../shared/notify-sense';
import { type Carrier, type CarrierParts, type Message, passing, permanent, type Result } from './contract';

/** What nodemailer tells of a failure. */
interface MailError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** The server does not let us in, or wants encryption first: a fault of the settings that an administrator mends. */
const NOT_LET_IN = [454, 530, 534, 535, 538];

/** Mail by the machine's sendmail, or by an SMTP server with encryption and login. */
export function mail(parts: CarrierParts): Carrier {
  const { channel, hostname, mailFrom = '', timeoutMs } = parts;
  const from = channel.from || (isMailAddress(mailFrom) ? mailFrom : `asterisk@${hostname}`);
  const transport = channel.kind === 'smtp' ? smtp(parts) : bySendmail(parts);
  return {
    send: async (message) => {
      if (!isMailAddress(message.to)) return permanent(`"${message.to}" is no mail address: correct the recipient.`);
      if (channel.kind === 'smtp' && channel.user !== '' && parts.secret === null)
        return passing('Its password is not kept here: enter it again.');
      return within(timeoutMs, deliver(transport, message, from));
    },
  };
}

function smtp({ channel, secret, hostname, trusted, timeoutMs }: CarrierParts) {
  const tls = channel.security === 'tls';
  const options: SMTPTransport.Options = {
    host: channel.host,
    port: channel.port || (tls ? 465 : channel.security === 'none' ? 25 : 587),
    secure: tls,
    requireTLS: channel.security === 'starttls',
    ignoreTLS: channel.security === 'none',
    name: hostname,
    connectionTimeout: timeoutMs / 2,
    greetingTimeout: timeoutMs / 2,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(trusted === null ? {} : { tls: { ca: trusted.slice() } }),
    ...(channel.user === '' ? {} : { auth: { user: channel.user, pass: secret || '' } }),
  };
  return createTransport(options);
}

function bySendmail({ sendmail }: CarrierParts) {
  return createTransport({ sendmail: true, path: sendmail, newline: 'unix', disableFileAccess: true, disableUrlAccess: true });
}

async function deliver(
  transport: ReturnType<typeof smtp> | ReturnType<typeof bySendmail>,
  message: Message,
  from: string,
): Promise<Result> {
  const { messageId, to, title, text, html, unsubscribe } = message;
  const oneClick = unsubscribe !== null && /^https:/.test(unsubscribe);
  const headers: Record<string, string | { prepared: boolean; value: string }> = {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
  };
  if (unsubscribe !== null) headers['List-Unsubscribe'] = { prepared: true, value: `<${unsubscribe}>` };
  if (oneClick) headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  try {
    const mailing = {
      from: { name: 'Smart Missed Calls', address: from },
      to: { name: '', address: to },
      subject: title,
      text,
      html,
      messageId,
      headers,
    };
    const sent = await transport.sendMail({ ...mailing, disableFileAccess: true, disableUrlAccess: true });
    const { response = '' } = sent as { readonly response?: unknown };
    return { ok: true, said: String(response) };
  } catch (error) {
    return resultOf(error as MailError);
  }
}

function resultOf(error: MailError): Result {
  const { responseCode = 0, code = '', message } = error;
  const said = error.response || `${code === '' ? '' : `${code}: `}${message}`;
  if (NOT_LET_IN.indexOf(responseCode) >= 0 || code === 'EAUTH') return passing(said);
  if (responseCode >= 500) return permanent(said);
  // 4xx after the greeting is about this message (greylisting, a full mailbox): the next may go through.
  if (responseCode >= 400 && code === 'EENVELOPE') return { ok: false, permanent: false, channelFails: false, said };
  return code === 'EENVELOPE' && responseCode === 0 ? permanent(said) : passing(said);
}

/** nodemailer's own time limits are for silence; a server that dribbles is cut off too. */
function within(timeoutMs: number, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(passing(`The mail server was not done within ${Math.round(timeoutMs / 1000)} s.`)), timeoutMs);
    work.then(resolve, reject).then(() => clearTimeout(timer));
  });
}

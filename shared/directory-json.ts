import { type Directory, type DirectoryDid, type DirectoryGroup, EMPTY_DIRECTORY } from './directory';
import { peopleFromJson, peopleJsonOf } from './directory-people';
import type { Place, PlaceKind } from './words';

type Json = Readonly<Record<string, unknown>>;

function textIn(json: Json, name: string): string {
  const value = json[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function nullableIn(json: Json, name: string): string | null {
  return textIn(json, name) || null;
}

function textsIn(json: Json, name: string): string[] {
  const value = json[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function objectsIn(json: Json, name: string): Json[] {
  const value = json[name];
  return Array.isArray(value) ? value.filter((one): one is Json => typeof one === 'object' && one !== null) : [];
}

function groupOf(json: Json): DirectoryGroup {
  return { number: textIn(json, 'number'), name: textIn(json, 'name'), members: textsIn(json, 'members') };
}

function didOf(json: Json): DirectoryDid {
  const to = json['destination'];
  const place = typeof to === 'object' && to !== null ? (to as Json) : null;
  const destination: Place | null = place === null ? null : { kind: textIn(place, 'kind') as PlaceKind, number: textIn(place, 'number') };
  return { number: textIn(json, 'number'), name: textIn(json, 'name'), destination };
}

/** The directory in directory.json's own snake_case; what is absent is empty, what is unknown is left alone. */
export function directoryFromJson(json: unknown): Directory {
  if (typeof json !== 'object' || json === null) return EMPTY_DIRECTORY;
  const all = json as Json;
  return {
    country: nullableIn(all, 'country'),
    timeZone: nullableIn(all, 'time_zone'),
    internationalPrefix: nullableIn(all, 'international_prefix'),
    nationalPrefix: nullableIn(all, 'national_prefix'),
    outboundPrefixes: textsIn(all, 'outbound_prefixes'),
    extensions: objectsIn(all, 'extensions').map((one) => ({
      number: textIn(one, 'number'),
      name: textIn(one, 'name'),
      endpoints: textsIn(one, 'endpoints'),
    })),
    ringGroups: objectsIn(all, 'ring_groups').map(groupOf),
    queues: objectsIn(all, 'queues').map(groupOf),
    ivrs: objectsIn(all, 'ivrs').map((one) => ({ id: textIn(one, 'id'), name: textIn(one, 'name') })),
    trunks: objectsIn(all, 'trunks').map((one) => ({
      name: textIn(one, 'name'),
      endpoint: textIn(one, 'endpoint'),
      outboundCid: textIn(one, 'outbound_cid'),
      country: nullableIn(one, 'country'),
      dialPatterns: objectsIn(one, 'dial_patterns').map((pattern) => ({
        prepend: textIn(pattern, 'prepend'),
        prefix: textIn(pattern, 'prefix'),
        match: textIn(pattern, 'match'),
      })),
    })),
    dids: objectsIn(all, 'dids').map(didOf),
    ...peopleFromJson(all),
  };
}

/** The same directory as directory.json holds it. */
export function directoryJsonOf(directory: Directory): Json {
  return {
    country: directory.country,
    time_zone: directory.timeZone,
    international_prefix: directory.internationalPrefix,
    national_prefix: directory.nationalPrefix,
    outbound_prefixes: directory.outboundPrefixes,
    extensions: directory.extensions,
    ring_groups: directory.ringGroups,
    queues: directory.queues,
    ivrs: directory.ivrs,
    trunks: directory.trunks.map(({ name, endpoint, outboundCid, country, dialPatterns }) => ({
      name,
      endpoint,
      outbound_cid: outboundCid,
      country,
      dial_patterns: dialPatterns,
    })),
    dids: directory.dids,
    ...peopleJsonOf(directory),
  };
}

import { type Identity, PERMISSIONS } from '../../shared/identity';

/** Anna, who may do everything on the client's whole list, unless told otherwise. */
export function person(own: Partial<Identity> = {}): Identity {
  return {
    client: 'main',
    userId: 'anna',
    name: 'Anna',
    permissions: PERMISSIONS,
    scope: null,
    extension: null,
    language: null,
    zone: null,
    ...own,
  };
}

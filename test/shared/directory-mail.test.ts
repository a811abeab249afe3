import { expect } from 'chai';
import { directoryContract } from '../../service/contracts';
import { directoryFromJson } from '../../shared/directory-json';
import { mailOfExtensions, mailOfGroup, mailOfUser } from '../../shared/directory-mail';

/** As the module writes them. */
const JSON_OF_PBX = {
  extensions: [
    { number: '101', name: 'Anna', endpoints: ['PJSIP/101'] },
    { number: '102', name: '', endpoints: [] },
  ],
  users: [
    { id: 'user:7', name: 'Maria Pop', email: 'maria@example.org', language: 'ro', time_zone: null, extension: '101' },
    { id: 'user:8', name: 'David', email: null, language: null, time_zone: null, extension: '102' },
    { id: 'user:9', name: 'Ada', email: 'ada@example.org', language: null, time_zone: null, extension: null },
    { id: 'user:10', name: 'Night shift', email: 'night@example.org', language: null, time_zone: null, extension: '101' },
    { id: 'user:11', name: 'Crooked', email: 'x@y\r\nBcc: z@z.be', language: null, time_zone: null, extension: '103' },
  ],
  user_groups: [
    { name: 'All Users', members: ['user:7', 'user:8', 'user:9', 'user:11', 'user:99'] },
    { name: 'Broken', members: [] },
  ],
};

describe('Mail addresses of the directory', () => {
  const directory = directoryFromJson(JSON_OF_PBX);

  it('come from directory.json as the module writes it', () => {
    expect(directoryContract(JSON_OF_PBX)).to.deep.equal([]);
  });

  it('of an extension are those of everybody who sits there', () => {
    expect(mailOfExtensions(directory, ['101'])).to.deep.equal(['maria@example.org', 'night@example.org']);
    expect(mailOfExtensions(directory, ['102', '103', '104', '']), 'no address, a crooked one, nobody').to.deep.equal([]);
    expect(mailOfExtensions(directory, [])).to.deep.equal([]);
  });

  it('of a group are those of its people who have one', () => {
    expect(mailOfGroup(directory, 'All Users')).to.deep.equal(['maria@example.org', 'ada@example.org']);
    expect(['Broken', 'No such group', ''].map((name) => mailOfGroup(directory, name))).to.deep.equal([[], [], []]);
  });

  it('of an account are its own', () => {
    expect(['user:9', 'user:8', 'admin:root', ''].map((id) => mailOfUser(directory, id))).to.deep.equal([['ada@example.org'], [], [], []]);
  });

  it('are none where the PBX has no accounts', () => {
    expect(mailOfExtensions(directoryFromJson({}), ['101'])).to.deep.equal([]);
    expect(mailOfGroup(directoryFromJson({}), 'All Users')).to.deep.equal([]);
  });
});

// The npm side of the interoperation tests: what the @sd-jwt packages issue, hold and read.
//
//   node peer.mjs issue            prints credentials, presentations and a status list as JSON
//   node peer.mjs read-list IDX…   reads a status list token from stdin, prints its values
//
// `cargo xtask interop` copies this file beside the packages and runs it there.

import { readFileSync } from 'node:fs';
import { ES256, digest, generateSalt } from '@sd-jwt/crypto-nodejs';
import {
  StatusList, createHeaderAndPayload, getListFromStatusListJWT,
} from '@sd-jwt/jwt-status-list';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';

const NOW = 1_800_000_000;
const DAY = 86_400;
const ISSUER = 'https://college.example';
const KIND = 'https://college.example/registration';
const LIST = 'https://college.example/status/1';
const AUDIENCE = 'https://maple.example';
const NONCE = 'n-7f3a';
const VALID = 41, SUSPENDED = 42, REVOKED = 43, OTHER = 44;
const SHOWN = { number: true, family: true, given: true, languages: { 1: true } };

const base64url = (text) => Buffer.from(text).toString('base64url');
const unpack = (part) => JSON.parse(Buffer.from(part, 'base64url'));
const hash = (text) => Buffer.from(digest(text, 'sha-256')).toString('base64url');

async function someone() {
  const { publicKey, privateKey } = await ES256.generateKeyPair();
  const { kty, crv, x, y } = publicKey;
  const jwk = { kty, crv, x, y };
  const sign = await ES256.getSigner(privateKey);
  return { jwk, sign, verify: await ES256.getVerifier(publicKey) };
}

async function jws(header, payload, sign) {
  const signed = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`;
  return `${signed}.${sign === null ? '' : await sign(signed)}`;
}

// A credential whose holder shows it as the packages do, but for what a case changes.
function college(issuer, holder, presenter = holder) {
  const peer = new SDJwtVcInstance({
    signer: issuer.sign, verifier: issuer.verify, signAlg: 'ES256',
    hasher: digest, hashAlg: 'sha-256', saltGenerator: generateSalt,
    kbSigner: presenter.sign, kbVerifier: presenter.verify, kbSignAlg: 'ES256',
  });
  const claims = {
    iss: ISSUER, vct: KIND, iat: NOW - DAY, exp: NOW + 365 * DAY, cnf: { jwk: holder.jwk },
    profession: 'nurse', jurisdiction: 'CA-ON', register: 'cno',
    number: '0123456', family: 'Roy', given: 'Dana', birthdate: '1990-01-01',
    languages: ['en', 'fr'],
  };
  const frame = {
    _sd: ['number', 'family', 'given', 'birthdate'], _sd_decoy: 2, languages: { _sd: [0, 1] },
  };
  const issue = (changes = {}, idx = VALID) =>
    peer.issue({ ...claims, status: { status_list: { idx, uri: LIST } }, ...changes }, frame);
  const present = (credential, changes = {}) => peer.present(credential, SHOWN, {
    kb: { payload: { iat: NOW, aud: AUDIENCE, nonce: NONCE, ...changes } },
  });
  return { issue, present };
}

// The holder's proof over anything, made by hand as the packages make it.
async function bind(before, holder) {
  const payload = { iat: NOW, aud: AUDIENCE, nonce: NONCE, sd_hash: hash(before) };
  return before + await jws({ alg: 'ES256', typ: 'kb+jwt' }, payload, holder.sign);
}

// What the packages issued, with another header or payload, under the signature given.
async function reissue(presentation, holder, sign, change) {
  const pieces = presentation.split('~').slice(0, -1);
  const [header, payload] = pieces[0].split('.').slice(0, 2).map(unpack);
  const changed = change(header, payload, pieces);
  pieces[0] = await jws(changed.header ?? header, changed.payload ?? payload, sign);
  return bind(`${pieces.join('~')}~`, holder);
}

function corrupt(presentation, holder) {
  const pieces = presentation.split('~').slice(0, -1);
  const at = pieces.findIndex((piece, at) => at > 0 && unpack(piece)[1] === 'number');
  const [salt, name] = unpack(pieces[at]);
  pieces[at] = base64url(JSON.stringify([salt, name, '99001']));
  return bind(`${pieces.join('~')}~`, holder);
}

function drop(presentation) {
  const pieces = presentation.split('~');
  pieces.splice(1, 1);
  return pieces.join('~');
}

async function list(issuer) {
  const values = new Array(1_000).fill(0);
  values[SUSPENDED] = 2;
  values[REVOKED] = 1;
  values[OTHER] = 3;
  const claims = { iss: ISSUER, sub: LIST, iat: NOW, exp: NOW + DAY, ttl: 3_600 };
  const made = createHeaderAndPayload(new StatusList(values, 2), claims, { alg: 'ES256' });
  return jws(made.header, made.payload, issuer.sign);
}

// Signed by the college with one more disclosure, as the packages would never write it.
function reissueWith(presentation, holder, sign, disclosure, change = (payload) => payload) {
  return reissue(presentation, holder, sign, (_, payload, pieces) => {
    pieces.push(base64url(JSON.stringify(disclosure)));
    const _sd = [...payload._sd, hash(pieces.at(-1))];
    return { payload: change({ ...payload, _sd }) };
  });
}

const nested = (depth) => (depth === 0 ? 1 : { within: nested(depth - 1) });

async function issue() {
  const [issuer, holder, stranger] = [await someone(), await someone(), await someone()];
  const { issue, present } = college(issuer, holder);
  const credential = await issue();
  const shown = await present(credential);
  const cases = {
    accepted: shown,
    wrong_aud: await present(credential, { aud: 'https://evil.example' }),
    wrong_nonce: await present(credential, { nonce: 'n-old' }),
    stale_iat: await present(credential, { iat: NOW - 301 }),
    future_iat: await present(credential, { iat: NOW + 61 }),
    wrong_holder: await college(issuer, holder, stranger).present(credential),
    missing_key_binding: credential,
    wrong_sd_hash: drop(shown),
    unknown_disclosure: await corrupt(shown, holder),
    duplicate_digest: await reissue(shown, holder, issuer.sign, (_, payload) => ({
      payload: { ...payload, _sd: [...payload._sd, payload._sd[0]] },
    })),
    wrong_alg: await reissue(shown, holder, null, (header) => ({
      header: { ...header, alg: 'none' },
    })),
    wrong_typ: await reissue(shown, holder, issuer.sign, (header) => ({
      header: { ...header, typ: 'JWT' },
    })),
    malformed: await reissueWith(shown, holder, issuer.sign, ['only a salt']),
    hidden_claim: await reissueWith(
      shown, holder, issuer.sign, ['salt', 'status', {}], ({ status, ...rest }) => rest,
    ),
    too_large: await reissue(shown, holder, issuer.sign, (_, payload) => ({
      payload: { ...payload, deep: nested(100) },
    })),
    bad_signature: await reissue(shown, holder, stranger.sign, () => ({})),
    expired: await present(await issue({ exp: NOW })),
    untrusted_issuer: await present(await issue({ iss: 'https://diploma-mill.example' })),
    wrong_vct: await present(await issue({ vct: 'https://college.example/gym' })),
    outside_scope: await present(await issue({ profession: 'physician' })),
    suspended: await present(await issue({}, SUSPENDED)),
    revoked: await present(await issue({}, REVOKED)),
    recheck: await present(await issue({}, OTHER)),
  };
  const token = await list(issuer);
  return { jwks: { keys: [issuer.jwk] }, holder: holder.jwk, list: token, cases };
}

function readList(indices) {
  const read = getListFromStatusListJWT(readFileSync(0, 'utf8'));
  return indices.map((index) => read.getStatus(Number(index)));
}

const [command, ...words] = process.argv.slice(2);
const made = command === 'read-list' ? readList(words) : await issue();
process.stdout.write(JSON.stringify(made));

// The token: from the address, kept in this tab only, exchanged for one-time tickets.

const KEY = 'countersign.token';

export class NotAuthenticated extends Error {}

/** Takes a token out of the address, where it must not stay. */
function fromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token) {
    sessionStorage.setItem(KEY, token);
    history.replaceState(null, '', location.pathname + location.search);
  }
}

export function token() {
  fromAddress();
  return sessionStorage.getItem(KEY);
}

export const remember = (given) => sessionStorage.setItem(KEY, given.trim());

export const forget = () => sessionStorage.removeItem(KEY);

async function ask(method, path) {
  const response = await fetch(path, { method, headers: { authorization: `Bearer ${token()}` }, cache: 'no-store' });
  if (response.status === 401 || response.status === 403) throw new NotAuthenticated(`${path}: ${response.status}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

export const consortium = () => ask('GET', 'v1/consortium');

export const ticket = async () => (await ask('POST', 'v1/tickets')).ticket;

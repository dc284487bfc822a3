// The studio's API: a token that is kept for this browser, and requests with it.
const KEPT = "marotte-token";

export const access = { token: localStorage.getItem(KEPT) ?? "", role: "" };

const ROLES = ["viewer", "driver", "operator", "admin"];
export const may = (role) => ROLES.indexOf(access.role) >= ROLES.indexOf(role);

export class Refused extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

async function sentenceOf(response) {
  try {
    return (await response.json()).error ?? response.statusText;
  } catch {
    return response.status === 413 ? "this is too large" : response.statusText || "the studio does not answer as it should";
  }
}

export async function request(method, path, body, signal) {
  const headers = access.token ? { Authorization: `Bearer ${access.token}` } : {};
  const raw = body instanceof Blob;
  if (body !== undefined && !raw) headers["Content-Type"] = "application/json";
  const sent = body === undefined ? undefined : raw ? body : JSON.stringify(body);
  const response = await fetch(path, { method, headers, body: sent, signal, cache: "no-store" });
  if (!response.ok) throw new Refused(response.status, await sentenceOf(response));
  if (response.status === 204) return null;
  return response.headers.get("Content-Type") === "application/json" ? response.json() : response.blob();
}

/** Exchanges the code in the address for a token, and learns what it allows; false if there is neither. */
export async function enter() {
  const code = new URLSearchParams(location.hash.slice(1)).get("code");
  if (code) {
    history.replaceState(null, "", location.pathname + "#/");
    try {
      const got = await request("POST", "/api/entry", { code });
      access.token = got.token;
      localStorage.setItem(KEPT, got.token);
    } catch (refused) {
      if (!access.token) throw refused;
    }
  }
  if (!access.token) return false;
  try {
    access.role = (await request("GET", "/api/me")).role;
    return true;
  } catch (refused) {
    if (refused.status !== 401) throw refused;
    localStorage.removeItem(KEPT);
    access.token = "";
    return false;
  }
}

const pictures = new Map();

/** Shows a picture that needs the token; the one on the screen stays until the new one is there. */
export async function show(image, path, fresh = false) {
  try {
    let url = fresh ? null : pictures.get(path);
    if (!url) {
      url = URL.createObjectURL(await request("GET", path));
      if (!fresh) pictures.set(path, url);
    }
    const before = image.dataset.url;
    image.src = url;
    if (fresh) {
      image.dataset.url = url;
      if (before) URL.revokeObjectURL(before);
    }
  } catch {
    image.removeAttribute("src");
  }
}

export const session = (id, rest = "") => `/api/sessions/${encodeURIComponent(id)}${rest}`;
export const identity = (name, rest = "") => `/api/identities/${encodeURIComponent(name)}${rest}`;

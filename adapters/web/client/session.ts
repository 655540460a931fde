const root = document.documentElement

/** Who this page was made for; empty for somebody not known yet. */
export const person = (): string => root.dataset.person ?? ''

/** The channel this page shows. */
export const channel = (): string => root.dataset.channel ?? ''

/** What proves to the server that a form comes from this page. */
export const token = (): string => root.dataset.csrf ?? ''

/** Fetches a new token. False when this browser is somebody else by now, or nobody: then only a reload helps. @throws without a connection */
export async function renewToken(): Promise<boolean> {
  const response = await fetch(location.pathname, { headers: { accept: 'text/html' } })
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').documentElement.dataset
  if (!fresh.csrf || (fresh.person ?? '') !== person()) return false
  root.dataset.csrf = fresh.csrf
  return true
}

/** What the script says by itself. The page carries these in its own language, in `<script type="application/json" id="words">`. */
export interface ClientWords {
  /** the banner while there is no connection */
  offline: string
  /** told once when the connection is back */
  online: string
  /** beside what is on its way */
  sending: string
  /** beside what waits for a connection: nothing typed is lost */
  waiting: string
  /** something else went wrong on the way: what was typed is still here, try again */
  failed: string
  /** the session is over or the page too old: what was typed is still here, reload and send again */
  expired: string
  reload: string
  retry: string
  cancel: string
  close: string
  /** the button that goes to the newest message, shown when new ones came below */
  newBelow: string
  /** {channel}: told to a screen reader */
  newIn: string
  /** {count}: told to a screen reader */
  suggestions: string
  /** above a form whose answers were found again */
  draftRestored: string
  /** the button that forgets them */
  draftDiscard: string
}

let words: ClientWords | undefined

/** One of the page's words, its holes filled. */
export function say(key: keyof ClientWords, holes: Record<string, string | number> = {}): string {
  words ??= JSON.parse(document.getElementById('words')?.textContent ?? '{}') as ClientWords
  return (words[key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(holes[name] ?? ''))
}

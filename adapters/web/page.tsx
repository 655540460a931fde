import type { ComponentChildren, VNode } from 'preact'
import { render } from 'preact-render-to-string'
import type { Catalogue, Message } from '../../bot/text.ts'
import { directionOf } from './direction.ts'
import type { Drawing } from './drawing.ts'
import { Icon, Logo } from './icons.tsx'
import { m } from './messages.ts'
import type { Visit } from './session.ts'
import type { SuggestedLine } from './suggest.ts'
import type { Web } from './web.ts'
import { Side, type SideAbout } from './side.tsx'

/** What a whole page is made from. */
export interface PageAbout {
  web: Web
  visit: Visit
  drawing: Drawing
  title: string
  side: Omit<SideAbout, 'web' | 'visit' | 'drawing'>
  /** of the first level, where there is a composer */
  suggestions?: SuggestedLine[]
  children: ComponentChildren
}

/** A whole page, readable before any script and without any. */
export function page(about: PageAbout): string {
  return `<!doctype html>${render(<Page {...about} />)}`
}

function Page({ web, visit, drawing, title, side, suggestions, children }: PageAbout): VNode {
  const { locale } = drawing.reader
  return (
    <html lang={locale} dir={directionOf(locale)} data-channel={drawing.channel} data-csrf={drawing.csrf} data-person={String(visit.who.id)} data-boot={bootOf(web, visit)}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#33202e" />
        <link rel="icon" href={web.assets.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={web.assets.style} />
        <script type="module" src={web.assets.script} />
      </head>
      <body>
        {suggestions && <a class="skip" href="#compose">{drawing.say(m.skip)}</a>}
        <Side web={web} visit={visit} drawing={drawing} {...side} />
        {children}
        <Data id="words" value={clientWords(drawing)} />
        <Data id="commands" value={suggestions ?? []} />
      </body>
    </html>
  )
}

/** Changes when the program restarts and when the browser's person changes: an open page is then too old. */
export const bootOf = ({ boot }: Pick<Web, 'boot'>, { session }: Visit): string => `${boot}-${session.id.slice(0, 8)}`

/** Data for the script. `<` is written so that no text can end the element. */
const Data = ({ id, value }: { id: string; value: unknown }) => (
  <script type="application/json" id={id} dangerouslySetInnerHTML={{ __html: JSON.stringify(value).replaceAll('<', '\\u003c') }} />
)

/** The head of what a page shows. */
export const Head = ({ name, about, icon }: { name: string; about: string; icon: string }) => (
  <header class="head">
    <Icon name={icon} />
    <h1 dir="auto">{name}</h1>
    <p dir="auto">{about}</p>
  </header>
)

/** A page that only says something, with a way on. */
export const Notice = ({ title, about, drawing, children }: { title: string; about: string; drawing: Drawing; children?: ComponentChildren }) => (
  <main class="notice-page">
    <Logo />
    <h1 dir="auto">{title}</h1>
    <p dir="auto">{about}</p>
    {children ?? (
      <a class="button primary" href="/c/assistant">{drawing.say(m.home)}</a>
    )}
  </main>
)

type Key = Exclude<keyof typeof m, keyof Catalogue>
const clientKeys = [
  'Offline', 'Online', 'Sending', 'Waiting', 'Failed', 'Expired', 'Reload', 'Retry', 'Close', 'NewBelow', 'DraftRestored', 'DraftDiscard',
] as const

/** What the script says by itself, as client/words.ts lists it; the script fills the holes. */
function clientWords({ say }: Drawing): Record<string, string> {
  const own = clientKeys.map((key) => [key.charAt(0).toLowerCase() + key.slice(1), say(m[`client${key}` as Key] as Message)])
  return {
    ...Object.fromEntries(own) as Record<string, string>,
    cancel: say(m.cancel),
    newIn: say(m.clientNewIn({ channel: '{channel}' })),
    suggestions: say(m.clientSuggestions({ count: '{count}' })),
  }
}

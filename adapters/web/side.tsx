import { locales, type Catalogue, type Message } from '../../bot/text.ts'
import type { DemoPerson } from './demo.ts'
import type { Drawing } from './drawing.ts'
import { Icon, Logo } from './icons.tsx'
import { m } from './messages.ts'
import { Avatar } from './message.tsx'
import { Hidden } from './render.tsx'
import type { Visit } from './session.ts'
import type { Web } from './web.ts'

export interface SideAbout {
  web: Web
  visit: Visit
  drawing: Drawing
  community: string
  /** who can be chosen; none outside the demo */
  people: DemoPerson[]
}

/** The channels and who one is: a column on a desktop; on a phone a bar at the bottom and a button at the top. */
export const Side = (about: SideAbout) => (
  <header class="side">
    <a class="brand" href="/c/assistant">
      <Logo /> <span>{about.community}</span>
    </a>
    <nav data-channels="" aria-label={about.drawing.say(m.channels)}>
      {about.web.channels.map(({ id, name }) => (
        <a href={`/c/${encodeURIComponent(id)}`} data-channel={id} aria-current={id === about.drawing.channel ? 'page' : undefined}>
          <Icon name={id} /> <span>{name(about.drawing.reader)}</span> <span class="unread" data-unread="" hidden />
        </a>
      ))}
    </nav>
    <Me {...about} />
  </header>
)

function Me(about: SideAbout) {
  const { visit, drawing, people, web } = about
  const { who } = visit
  return (
    <details class="me">
      <summary>
        <Avatar author={who} />
        <span class="name">
          <b>
            <bdi>{who.name}</bdi>
          </b>
          <small>{roleWords([...who.roles], false, drawing)}</small>
        </span>
        {web.config.demo && <span class="tag">{drawing.say(m.demo)}</span>}
        <span class="visually-hidden">{drawing.say(m.account)}</span>
      </summary>
      <div class="panel">
        {people.length > 0 && <People {...about} />}
        <Languages {...about} />
        {!web.config.demo && who.id !== 0 && (
          <form method="post" action="/leave">
            <Hidden drawing={drawing} />
            <button>{drawing.say(m.leave)}</button>
          </form>
        )}
      </div>
    </details>
  )
}

const People = ({ visit, drawing, people }: SideAbout) => (
  <form method="post" action="/be" class="people">
    <Hidden drawing={drawing} />
    <p>
      <span class="tag">{drawing.say(m.demo)}</span> {drawing.say(m.demoAbout)}
    </p>
    {people.map(({ personId, externalId, name, roles, isExpert }) => (
      <button name="account" value={externalId} aria-pressed={personId === visit.who.id}>
        <Avatar author={{ id: personId, name }} />
        <span class="name">
          <bdi>{name}</bdi>
          <small>{roleWords(roles, isExpert, drawing)}</small>
        </span>
      </button>
    ))}
    <button name="account" value="guest" aria-pressed={visit.who.id === 0}>
      <Avatar author={{ id: 0, name: drawing.say(m.guest) }} />
      <span class="name">{drawing.say(m.beGuest)}</span>
    </button>
  </form>
)

/** Every language, in its own words. */
const languages = locales.map((locale) => ({ locale, name: { en: 'English', fr: 'Français' }[locale] }))

const Languages = ({ drawing }: SideAbout) => (
  <form method="post" action="/locale" class="languages">
    <Hidden drawing={drawing} />
    <p id="language">{drawing.say(m.language)}</p>
    <div role="group" aria-labelledby="language">
      {languages.map(({ locale, name }) => (
        <button name="locale" value={locale} lang={locale} aria-pressed={locale === drawing.reader.locale}>{name}</button>
      ))}
    </div>
  </form>
)

type Key = Exclude<keyof typeof m, keyof Catalogue>
const known = ['organiser', 'juror', 'mentor', 'relay', 'sponsor', 'candidate', 'member'] as const

/** What somebody is, in words; a plain member is said only of those who are nothing else. */
function roleWords(roles: string[], isExpert: boolean, { say }: Drawing): string {
  const special = known.filter((role) => roles.includes(role) && role !== 'member').map((role) => say(m[role as Key] as Message))
  const all = isExpert ? [say(m.expert), ...special] : special
  return all.length ? all.join(', ') : roles.includes('member') ? say(m.member) : say(m.guest)
}

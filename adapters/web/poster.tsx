import type { FastifyReply, FastifyRequest } from 'fastify'
import { render } from 'preact-render-to-string'
import { encode } from 'uqr'
import type { Poster } from '../../bot/poster.ts'
import { locales, type Locale } from '../../bot/text.ts'
import type { Reader } from '../../bot/words.ts'
import { directionOf } from './direction.ts'
import { NotFound } from './errors.tsx'
import { Logo } from './icons.tsx'
import { m } from './messages.ts'
import type { Web } from './web.ts'

/** The names of the languages, each in its own. */
const ownNames: Record<Locale, string> = { en: 'English', fr: 'Français' }

/** A sheet of A4 that is also read on a telephone; in the language of the address, else in its own. */
export async function showPoster(web: Web, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { place = '', secret: code = '' } = request.params as { place?: string; secret?: string }
  const poster = await web.door.poster(place, code)
  if (!poster) throw new NotFound('there is no such poster')
  const { language } = request.query as Record<string, unknown>
  const { name, timeZone } = await web.engine.community()
  const reader = { locale: locales.find((locale) => locale === language) ?? poster.locale, timeZone }
  void reply.header('cache-control', 'no-store').type('text/html; charset=utf-8')
  return reply.send(`<!doctype html>${render(<Sheet web={web} poster={poster} reader={reader} community={name} />)}`)
}

interface SheetAbout {
  web: Web
  poster: Poster
  reader: Reader
  community: string
}

function Sheet({ web, poster, reader, community }: SheetAbout) {
  const say = (words: Poster['title']) => web.engine.words.plain(words, reader)
  const own = (words: typeof m.print) => web.words.plain(words, reader)
  return (
    <html lang={reader.locale} dir={directionOf(reader.locale)}>
      <head>
        <meta charset="utf-8" />
        <title>{`${say(poster.title)} · ${poster.by}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href={web.assets.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={web.assets.poster} />
      </head>
      <body>
        <Languages reader={reader} own={own} />
        <main>
          <header>
            <Logo />
            <p dir="auto">{community}</p>
          </header>
          <h1 dir="auto">{say(poster.title)}</h1>
          <p class="about" dir="auto">{say(poster.about)}</p>
          <ul>
            {poster.lines.map((line) => (
              <li dir="auto">{say(line)}</li>
            ))}
          </ul>
          <section>
            <a href={poster.link}>
              <Square content={poster.link} label={say(poster.scan)} />
            </a>
            <div>
              <p class="scan" dir="auto">{say(poster.scan)}</p>
              <p class="link">
                <a href={poster.link}>{poster.link.replace(/^https?:\/\//, '')}</a>
              </p>
            </div>
          </section>
          <footer dir="auto">{own(m.posterBy({ name: poster.by }))}</footer>
        </main>
      </body>
    </html>
  )
}

/** On the screen alone. */
const Languages = ({ reader, own }: { reader: Reader; own(words: typeof m.print): string }) => (
  <nav aria-label={own(m.languages)}>
    {locales.map((locale) => (
      <a href={`?language=${locale}`} lang={locale} hreflang={locale} aria-current={locale === reader.locale ? 'page' : undefined}>
        {ownNames[locale]}
      </a>
    ))}
    <p>{own(m.print)}</p>
  </nav>
)

/** A QR code, drawn as one path; a quarter of it may be dirty or torn. */
function Square({ content, label }: { content: string; label: string }) {
  const quiet = 4
  const { data, size } = encode(content, { ecc: 'Q', border: 0 })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x},${y}h1v1h-1z` : ''))).join('')
  const side = size + 2 * quiet
  return (
    <svg class="square" viewBox={`${-quiet} ${-quiet} ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect x={-quiet} y={-quiet} width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

import { action, ask, buttons, facts, organiser, view } from '../kit.ts'
import { m } from './messages.ts'
import { languageNames, languageOptions } from './rules.ts'
import { settingsButton } from './show.ts'
import { askTimeZone, timeZoneOf } from './time-zone.ts'

export const edit = action({
  name: 'settings edit',
  french: 'réglages modifier',
  title: m.edit,
  description: m.editDescription,
  can: organiser,
  asks: 'always',
  input: {
    name: ask.text({ label: m.communityName, max: 80 }),
    language: ask.choice({ label: m.language, hint: m.languageHint, options: languageOptions }),
    timeZone: askTimeZone,
  },
  async fill({ community }) {
    return { name: community.name, language: community.locale, timeZone: community.timeZone }
  },
  async run({ db, community, audit }, { name, language, timeZone: typed }) {
    const timeZone = timeZoneOf(typed)
    const before = { name: community.name, language: community.locale, timeZone: community.timeZone }
    await db.community.update({ where: { id: community.id }, data: { name, locale: language, timeZone } })
    await audit('settings:community', { before, after: { name, language, timeZone } })
    return view(
      { title: m.saved, tone: 'good' },
      facts([m.communityName, name], [m.language, languageNames[language]], [m.timeZone, timeZone]),
      buttons(settingsButton),
    )
  },
})

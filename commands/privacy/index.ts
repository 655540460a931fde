import { capability } from '../kit.ts'
import { eraseData, retracted } from './erase.ts'
import { documents, exportData } from './export.ts'
import { m } from './messages.ts'
import { show } from './show.ts'

/** What is held about each person: hers to see, to take along and to have erased. */
export const privacy = capability({ name: 'privacy', messages: m, actions: [show, exportData, eraseData], jobs: [retracted], documents })

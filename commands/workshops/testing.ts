// What the tests of this folder prepare. Not part of the program.
import type { RawInput } from '../../bot/read.ts'

/** A workshop on Tuesday 1 December 2026 at 18:30 in Paris, seen from 23 November. */
export const form: RawInput = {
  title: 'A first online shop',
  when: '1 December 18:30',
  minutes: '90',
  place: 'https://meet.example/shop',
  seats: '2',
  description: 'From an idea to a page that sells, step by step.',
  level: 'beginner',
  language: 'en',
}

interface Organiser {
  types(line: string): Promise<void>
  fills(values: RawInput): Promise<void>
  presses(label: string): Promise<void>
}

/** Somebody creates a workshop and publishes it, by the button of her language. Nobody is reminded, but where that is tested. */
export async function publishes(organiser: Organiser, about: RawInput = {}, { button = 'Publish', reminders = 'none' } = {}): Promise<void> {
  await organiser.types('/workshop settings')
  await organiser.fills({ reminders })
  await organiser.types('/workshop create')
  await organiser.fills({ ...form, ...about })
  await organiser.presses(button)
}

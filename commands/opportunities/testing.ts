// What the tests of this folder post. Not part of the program.
import type { RawInput } from '../../bot/read.ts'

export const jobForm: RawInput = {
  title: 'Développeuse full-stack',
  company: 'Cyber & Co',
  contract: 'permanent',
  remote: 'hybrid',
  place: 'Lyon',
  payFrom: '45000',
  payTo: '55 000',
  payPer: 'year',
  description: 'Node.js et un peu de C++, dans une équipe de quatre.',
}

export const dealForm: RawInput = {
  title: '30 % off a co-working space',
  description: 'Show the code at the desk.',
  code: 'ELLES30',
  link: 'cowork.example.com/elles',
}

interface Poster {
  types(line: string): Promise<void>
  fills(values: RawInput): Promise<void>
  presses(label: string): Promise<void>
}

/** Somebody posts and publishes; her buttons are in English. */
export async function publishes(poster: Poster, kind: 'job' | 'deal', form: RawInput = {}): Promise<void> {
  await poster.types(`/${kind} post`)
  await poster.fills({ ...(kind === 'job' ? jobForm : dealForm), ...form })
  await poster.presses('Publish')
}

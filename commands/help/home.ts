import { action, anyone } from '../kit.ts'
import { m } from './messages.ts'

/** `/home`: what there is for the person who asks, of every capability. */
export const showHome = action({
  name: 'home',
  french: 'accueil',
  title: m.home,
  description: m.homeDescription,
  can: anyone,
  reads: true,
  input: {},
  run: (context) => context.home(),
})

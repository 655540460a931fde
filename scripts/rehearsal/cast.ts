/** What becomes of an invented candidate. */
export type Course =
  /** answers everything and sends it */
  | 'whole'
  /** stops in the middle, and goes on when she is reminded */
  | 'reminded'
  /** stops in the middle, and is not seen again */
  | 'leaves'
  /** stops in the middle, and wants no more reminders */
  | 'hushes'
  /** asks for help in the middle, and goes on when she was written to */
  | 'helped'
  /** sends, goes back to her first long answer, and sends again */
  | 'changes'
  /** sends, and takes it back */
  | 'withdraws'
  /** gives the answer with which nobody can enter */
  | 'excluded'
  /** begins in the last hour and goes on after the closing, in the grace if there is one */
  | 'lastHour'
  /** comes when it is over */
  | 'late'

export interface Part {
  name: string
  course: Course
  /** when she begins, from 0 at the opening to 1 at the closing */
  begins: number
  /** which relay brings her, counted from 0; nobody where there are not so many */
  relay?: number
}

export const cast: Part[] = [
  { name: 'Aïcha', course: 'whole', begins: 0.02, relay: 0 },
  { name: 'Bintou', course: 'reminded', begins: 0.06, relay: 0 },
  { name: 'Chloé', course: 'leaves', begins: 0.12, relay: 1 },
  { name: 'Djamila', course: 'helped', begins: 0.2 },
  { name: 'Estelle', course: 'hushes', begins: 0.3, relay: 0 },
  { name: 'Fatou', course: 'changes', begins: 0.4, relay: 1 },
  { name: 'Gaëlle', course: 'withdraws', begins: 0.5 },
  { name: 'Hawa', course: 'excluded', begins: 0.6, relay: 0 },
  { name: 'Inès', course: 'whole', begins: 0.7, relay: 1 },
  { name: 'Jeanne', course: 'reminded', begins: 0.75 },
  { name: 'Khadija', course: 'lastHour', begins: 1, relay: 0 },
  { name: 'Lina', course: 'late', begins: 1, relay: 1 },
]

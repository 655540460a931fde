import { capability } from '../kit.ts'
import { answerQuestion } from './answer.ts'
import { belongings } from './belongings.ts'
import { holdings } from './holdings.ts'
import { declineQuestion } from './decline.ts'
import { digest } from './digest.ts'
import { askExpert } from './expert-ask.ts'
import { findExpert } from './expert-find.ts'
import { listQuestions, showQuestion, showRequest } from './expert-questions.ts'
import { figures } from './figures.ts'
import { finder } from './finder.ts'
import { forgetAsker, forgetJob } from './forget.ts'
import { home } from './home.ts'
import { askWhetherStale, confirmAnswer, keepAnswer, unkeepAnswer } from './keep.ts'
import { listAnswers, showKept } from './kept-answers.ts'
import { learned, unlearnLink } from './learned.ts'
import { m } from './messages.ts'
import { allowAll, neverAbout } from './never.ts'
import { nameExpert, takeOn } from './organise.ts'
import { forwardQuestion, withdrawQuestion } from './own-question.ts'
import { pauseExpert, resumeExpert } from './pause.ts'
import { editProfile } from './profile-edit.ts'
import { hideProfile, publishProfile } from './profile-publish.ts'
import { openFound, showProfile } from './profile-show.ts'
import { refill, refillAnswers } from './refill.ts'
import { passRequest, routeQuestion, takeTurn } from './routing.ts'
import { questionSettings } from './settings-questions.ts'
import { checkSkills, confirmSkill } from './skills-check.ts'
import { endTalk, replyToExpert, tellMore } from './talk.ts'
import { thankExpert } from './thank.ts'

/** Members who agreed to be found, the questions put to them, and the answers that are kept. */
export const experts = capability({
  name: 'experts',
  messages: m,
  actions: [
    findExpert, askExpert, listQuestions, listAnswers, showProfile, editProfile, publishProfile, hideProfile,
    showQuestion, withdrawQuestion, forwardQuestion, forgetAsker, thankExpert,
    showRequest, answerQuestion, declineQuestion, pauseExpert, resumeExpert, neverAbout, allowAll,
    tellMore, replyToExpert, endTalk, keepAnswer, unkeepAnswer, confirmAnswer, showKept,
    confirmSkill, takeOn, nameExpert, questionSettings, openFound, learned, unlearnLink,
  ],
  jobs: [refill, refillAnswers, routeQuestion, takeTurn, passRequest, forgetJob, askWhetherStale, checkSkills],
  finder,
  digest,
  figures,
  home,
  belongings,
  holdings,
})

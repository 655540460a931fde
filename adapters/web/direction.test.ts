import { expect, it } from 'vitest'
import { directionOf } from './direction.ts'

it('a language is written in the direction of its script', () => {
  const directions = ['fr', 'en', 'ar', 'ar-MA', 'he', 'fa', 'ur', 'ku-Arab', 'ku'].map((locale) => [locale, directionOf(locale)])
  expect(Object.fromEntries(directions)).toEqual({ fr: 'ltr', en: 'ltr', ar: 'rtl', 'ar-MA': 'rtl', he: 'rtl', fa: 'rtl', ur: 'rtl', 'ku-Arab': 'rtl', ku: 'ltr' })
})

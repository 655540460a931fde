import { describe, expect, it } from 'vitest'
import { placeCalled, placesToChoose } from './rules.ts'

describe('the channels of a space', () => {
  const places = [{ id: '17', name: 'Welcome' }, { id: '12', name: 'jobs' }, { id: '13', name: 'été' }, { id: '14', name: '12' }]

  it('are those its platform lists, by name', () => {
    expect(placesToChoose({ places, channels: { jobs: '99' } }).map(({ name }) => name)).toEqual(['12', 'été', 'jobs', 'Welcome'])
  })

  it('are all that it names where there is no list', () => {
    const known = placesToChoose({ places: [], channels: { jobs: 'general', deals: '' } })
    expect(known).toEqual(['deals', 'general', 'jobs'].map((name) => ({ id: name, name })))
  })

  it.each([
    ['#jobs', '12'],
    [' JOBS ', '12'],
    ['12', '12'],
    ['#Été', '13'],
    ['welcome', '17'],
    ['job', undefined],
    ['', undefined],
  ])('are meant by id or by name: %s', (typed, id) => {
    expect(placeCalled(places, typed)?.id).toBe(id)
  })
})

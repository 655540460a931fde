import { expect, it } from 'vitest'
import { eachDatabase } from '../../prisma/testing.ts'
import { openWebStage } from './testing.ts'
import type { SuggestedLine } from './suggest.ts'

eachDatabase('suggestions', (open) => {
  it('are commands, then options, then values', async () => {
    const stage = await openWebStage(await open())
    await stage.person('Ada')
    const ada = await stage.browser('Ada')
    const lines = async (text: string) => (await ada.get(`/suggest?text=${encodeURIComponent(text)}&channel=assistant`)).json<SuggestedLine[]>().map(({ line }) => line)
    expect(await lines('/')).toEqual(['/echo ', '/fill ', '/gallery '])
    expect(await lines('/ga')).toEqual(['/gallery '])
    expect(await lines('/fill bon')).toEqual(['/fill bon! '])
    expect(await lines('/echo hi --')).toEqual(['/echo hi --words ', '/echo hi --colour '])
    expect(await lines('/echo hi --colour ')).toEqual(['/echo hi --colour red ', '/echo hi --colour green '])
    expect(await lines('/echo hi --colour g')).toEqual(['/echo hi --colour green '])
    expect(await lines('hello')).toEqual([])
    expect((await ada.get('/suggest/field?action=fill&field=title&text=a')).json()).toEqual([{ value: 'a!', label: 'a!' }])
    expect((await ada.get('/suggest/field?action=nothing&field=title&text=a')).json()).toEqual([])
  })

  it('are in the reader’s language, and only of what she may do', async () => {
    const stage = await openWebStage(await open(), { demo: false })
    const guest = await stage.browser(undefined, { 'accept-language': 'fr' })
    expect((await guest.get('/suggest?text=/')).json()).toEqual([{ line: '/répéter ', label: '/répéter', detail: 'Pour les tests du chat.' }])
    expect((await guest.get('/suggest?text=/RE')).json()).toHaveLength(1)
  })
})

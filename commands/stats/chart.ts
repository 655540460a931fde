import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Chart } from '../kit.ts'

const { resolve } = createRequire(import.meta.url)
const font = 'DejaVu Sans'
const width = 800
const columnsHeight = 400
const rowHeight = 34
/** the darkest first: what lies at the foot is what counts; apart by brightness, not by hue alone */
const colours = ['#3a2d7d', '#b9aef0']
const longestLabel = 22

/** The libraries that draw are large and seldom needed: they are loaded with the first picture. */
async function load() {
  const [charts, components, core, renderers, resvg] = await Promise.all([
    import('echarts/charts'), import('echarts/components'), import('echarts/core'), import('echarts/renderers'), import('@resvg/resvg-wasm'),
  ])
  core.use([charts.BarChart, components.GridComponent, renderers.SVGRenderer])
  await resvg.initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')))
  return { core, Resvg: resvg.Resvg, fontFile: await readFile(resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')) }
}

let loading: ReturnType<typeof load> | undefined

const shortened = (label: string): string => {
  const letters = Array.from(label)
  return letters.length > longestLabel ? `${letters.slice(0, longestLabel - 1).join('')}…` : label
}

function optionsOf({ shape, labels, series }: Chart) {
  const names = { type: 'category' as const, data: labels.map(shortened), axisTick: { show: false }, axisLabel: { fontSize: 14, color: '#222' } }
  const values = { type: 'value' as const, minInterval: 1, axisLabel: { fontSize: 14, color: '#222' } }
  return {
    animation: false,
    backgroundColor: '#fff',
    color: colours,
    textStyle: { fontFamily: font },
    grid: { left: 24, right: 32, top: 16, bottom: 12 },
    ...(shape === 'rows' ? { xAxis: values, yAxis: { ...names, inverse: true } } : { xAxis: names, yAxis: values }),
    series: series.map((data) => ({
      type: 'bar' as const, stack: 'all', data: [...data], barMaxWidth: 40,
      label: { show: series.length === 1, fontSize: 14, position: shape === 'rows' ? ('right' as const) : ('top' as const) },
    })),
  }
}

/** A chart as a PNG, 800 pixels wide, on white. The labels are drawn as they are, shortened where they are long. */
export async function drawChart(chart: Chart): Promise<Uint8Array<ArrayBuffer>> {
  const { core, Resvg, fontFile } = await (loading ??= load())
  const height = chart.shape === 'rows' ? 60 + rowHeight * chart.labels.length : columnsHeight
  const drawn = core.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    drawn.setOption(optionsOf(chart))
    const picture = new Resvg(drawn.renderToSVGString(), { font: { fontBuffers: [fontFile], defaultFontFamily: font } })
    return new Uint8Array(picture.render().asPng())
  } finally {
    drawn.dispose()
  }
}

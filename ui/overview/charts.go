package overview

import (
	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
)

// ChartKind is a picture that the owner can choose.
type ChartKind uint8

// The pictures, in the order of the choice.
const (
	ChartMoney ChartKind = iota
	ChartRefunds
	ChartFees
	ChartAges
	ChartForecast
	ChartMatched
	chartKinds
)

var chartCodes = [chartKinds]string{"money", "refunds", "fees", "ages", "forecast", "matched"}

// Style is how a picture is drawn.
type Style uint8

// The styles.
const (
	StyleBars Style = iota
	StyleLines
	StyleStack
	StyleRanged // a stack whose last two series are the ends of a range
)

// Series is a row of values; NaN is none. Values are float64 since they become
// pixels: minor units, or shares (0.06 is 6 %). No sum is made of them.
type Series struct {
	Name   string
	Look   Look
	Quiet  bool // not in the legend
	Values []float64
}

// Look is what a series means, by which the view colours it.
type Look uint8

// The looks. Those from LookFirst on tell things of one kind apart.
const (
	LookSales Look = iota
	LookArrived
	LookUnderway
	LookLate
	LookMissing
	LookRefunds
	LookWhole
	LookRange
	LookMatched
	LookFirst
)

// Chart is a picture of figures.
type Chart struct {
	Kind      ChartKind
	Title     string
	Style     Style
	Currency  book.Currency // "" for shares
	Places    int           // decimals of a share
	Labels    []string
	Tips      []string // heads of the tips
	Series    []Series
	Threshold float64 // 0: none
	Limit     string  // what the threshold is called
	More      [][][2]string
	Remark    string
	Tone      draw.Tone
	Empty     string
	Zero      bool          // lines start from zero
	Runs      []book.Period // the days of each place; nil: it leads elsewhere
}

// chartNames are the short names of the pictures, for the choice.
func chartNames(t *assets.Text) []string {
	out := make([]string, chartKinds)
	for i, code := range chartCodes {
		out[i] = t.T("overview.chart_" + code)
	}
	return out
}

// charts draws all pictures; shares of matched rows may still be on their way.
func charts(t *assets.Text, d *data, cur book.Currency, matched [][2]int) [chartKinds]Chart {
	list := runs(t, d, cur)
	out := [chartKinds]Chart{
		moneyChart(t, list, cur), refundChart(t, list, d), feeChart(t, list, d, cur),
		agesChart(t, d, cur), forecastChart(t, d, cur), matchedChart(t, list, matched),
	}
	for i := range out {
		c := &out[i]
		c.Kind, c.Title = ChartKind(i), t.T("overview.chart_title_"+chartCodes[i])
		if c.Kind == ChartMoney && d.hasWallet() {
			c.Title = t.T("overview.chart_title_money_wallet")
		}
		if c.Remark == "" {
			c.Remark = c.Title
		}
		switch c.Kind {
		case ChartAges, ChartForecast:
		default:
			for j := range list {
				c.Labels, c.Tips, c.Runs = append(c.Labels, list[j].label), append(c.Tips, list[j].head), append(c.Runs, list[j].days)
			}
		}
	}
	return out
}

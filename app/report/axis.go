package report

import (
	"math"
	"strconv"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// Charts turn values into millimetres, so floats do here; no figure that is
// printed comes from them.

// axis is a scale from lo to hi with a mark at every step.
type axis struct {
	lo, hi, step float64
	money        book.Currency // "" for shares
}

// plot is the values of a chart by series and point; NaN where there is none.
func (c *Chart) plot() [][]float64 {
	out := make([][]float64, len(c.Series))
	for i, series := range c.Series {
		out[i] = make([]float64, c.Data.points())
		for j := range out[i] {
			f, ok := c.Data.Rows[j].Cells[series.Column].number()
			if !ok {
				f = math.NaN()
			}
			out[i][j] = f
		}
		if series.Stacked && i > 0 {
			for j := range out[i] {
				out[i][j] += out[i-1][j]
			}
		}
	}
	return out
}

// axis is a scale that holds all values in about four steps. Bars stand on zero;
// lines that hardly move are shown close up, else one would see nothing.
func (c *Chart) axis(values [][]float64) axis {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, series := range values {
		for _, v := range series {
			if !math.IsNaN(v) {
				lo, hi = min(lo, v), max(hi, v)
			}
		}
	}
	if lo > hi {
		lo, hi = 0, 0
	}
	top := hi
	if c.Kind == Bars || lo <= 0 || hi-lo > hi/2 {
		lo, hi = min(lo, 0), max(hi, 0)
	} else {
		slack := max(hi-lo, hi/10)
		lo, hi = max(lo-slack/2, 0), hi+slack/2
	}
	a := axis{money: c.currency()}
	if a.money == "" && top <= 1 {
		hi = min(hi, 1) // there is no more than all
	}
	if lo == hi {
		hi = lo + 1
		if a.money == "" {
			hi = lo + 0.01
		}
	}
	if c.Warn != nil && c.Warn.At <= 2*hi { // near enough to be worth the room
		hi = max(hi, c.Warn.At)
	}
	a.step = niceStep((hi - lo) / 4)
	a.lo = math.Floor(lo/a.step+1e-9) * a.step
	a.hi = math.Ceil(hi/a.step-1e-9) * a.step
	return a
}

func (c *Chart) currency() book.Currency {
	if len(c.Data.Rows) == 0 {
		return ""
	}
	if v := c.Data.Rows[0].Cells[c.Series[0].Column]; v.kind == amountValue {
		return v.money().Currency
	}
	return ""
}

// niceStep is 1, 2 or 5 times a power of ten, not less than f.
func niceStep(f float64) float64 {
	power := math.Pow10(int(math.Floor(math.Log10(f))))
	for _, n := range []float64{1, 2, 5} {
		if n*power >= f*(1-1e-9) {
			return n * power
		}
	}
	return 10 * power
}

func (a axis) steps() int { return int(math.Round((a.hi - a.lo) / a.step)) }

// label is the text of mark n: "1.2万" or "12k" for large amounts, percents with
// as many decimals as the steps need.
func (a axis) label(n int, text *assets.Text) string {
	v := a.lo + float64(n)*a.step
	if math.Abs(v) < a.step/1e6 {
		v = 0
	}
	if a.money == "" {
		return strconv.FormatFloat(v*100, 'f', places(a.step*100), 64) + "%"
	}
	unit := 1e4
	if text.Locale == assets.English {
		unit = 1e3
	}
	if a.hi < unit {
		return strconv.FormatFloat(v, 'f', places(a.step), 64)
	}
	if v == 0 {
		return "0"
	}
	return text.T("report.axis_amount", strconv.FormatFloat(math.Round(v/unit*100)/100, 'f', -1, 64))
}

// places is how many decimals tell the marks of a step apart.
func places(step float64) int { return max(0, -int(math.Floor(math.Log10(step)+1e-9))) }

package reconcile

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Chip is a piece of evidence as a word on a tint.
type Chip struct {
	Text string
	Tone draw.Tone
}

// Candidate is a row of the other pane, in words.
type Candidate struct {
	Row
	Score      string // "0.97"; "" for a row that was searched for
	Chips      []Chip
	Why        []string // evidence, a sentence each
	Differs    bool     // in the amount
	SameNumber bool     // shares the order number with the selected row
	Marks      Marks    // how its fields stand to the selected row's
	Suggested  bool
	Ticked     bool
	Current    bool

	indistinct  bool // the engine cannot tell it from its like
	several     bool // other rows would explain as much
	turned      bool // one side writes money in as minus
	nearNumber  bool // its number is the selected row's but for a slip
	score       float64
	difference  book.Money
	left, right []book.EntryID // what is suggested together
}

func (c *Candidate) grouped() bool { return len(c.left)+len(c.right) > 2 }

func makeCandidate(t *assets.Text, leg book.Leg, row Row, c *review.Candidate) Candidate {
	out := Candidate{
		Row:        makeRow(t, leg, &c.EntryLine),
		Score:      strconv.FormatFloat(c.Score, 'f', 2, 64),
		Why:        factTexts(t, c.Evidence, c.Currency),
		Differs:    c.Difference.Minor != 0,
		SameNumber: row.line != nil && row.line.Key() != "" && row.line.Key() == c.Key(),
		Suggested:  c.Suggested,
		score:      c.Score,
		difference: c.Difference,
		indistinct: hasFact(c.Evidence, "indistinct", "indistinct_amount"),
		left:       c.Left,
		right:      c.Right,
	}
	out.turned = hasFact(c.Evidence, "signs_opposite")
	if out.turned && row.Currency == out.Currency {
		out.difference.Minor = -out.Value - row.Value
		out.Differs = out.difference.Minor != 0
	}
	out.Marks = marks(&row, &out, c)
	out.nearNumber = hasFact(c.Evidence, "near_number", "order_no")
	out.several = hasFact(c.Evidence, "other_sums", "several_fit")
	out.Chips = chips(t, &out, c)
	return out
}

// Marks say of each field of a candidate whether it agrees with the selected row's:
// matched, suggestion for nearly or late, exception for not; neutral where that
// cannot be told.
type Marks struct{ Time, Party, Number, Amount draw.Tone }

func marks(row *Row, c *Candidate, from *review.Candidate) Marks {
	m := Marks{Amount: draw.ToneMatched}
	if c.Differs {
		m.Amount = draw.ToneException
	}
	if from.LagKnown {
		m.Time = lagTone(from.Lag)
	}
	switch {
	case c.SameNumber:
		m.Number = draw.ToneMatched
	case hasFact(from.Evidence, "near_number"):
		m.Number = draw.ToneSuggestion
	}
	if row.line != nil && row.line.Counterparty != "" && row.line.Counterparty == from.Counterparty {
		m.Party = draw.ToneMatched
	}
	return m
}

// farTimes is how many times one amount may be the other.
const farTimes = 5

// farOff tells of a row whose amount has nothing to do with the selected one's, and
// that neither the engine nor a number puts beside it. A payout may be many days'
// money, so there no amount is far off.
func (c *Candidate) farOff(leg book.Leg, row *Row) bool {
	if leg == book.LegPayouts || c.Suggested || c.SameNumber || c.nearNumber || c.Currency != row.Currency {
		return false
	}
	small, large := c.Value.Abs(), row.Value.Abs()
	if small > large {
		small, large = large, small
	}
	return large/farTimes > small
}

// hasFact tells whether one of the codes is among the evidence.
func hasFact(facts []book.Fact, codes ...string) bool {
	return slices.ContainsFunc(facts, func(f book.Fact) bool { return slices.Contains(codes, f.Code) })
}

func chips(t *assets.Text, out *Candidate, c *review.Candidate) []Chip {
	var list []Chip
	if c.Suggested {
		list = append(list, Chip{t.T("mstate.suggested"), draw.ToneSuggestion})
	}
	if out.Differs {
		list = append(list, Chip{t.T("reconcile.differs", words.Amount(out.difference.Minor.Abs(), out.difference.Currency)), draw.ToneException})
	} else {
		list = append(list, Chip{t.T("reconcile.same_amount"), draw.ToneMatched})
	}
	if out.several {
		list = append(list, Chip{t.T("reconcile.several"), draw.ToneSuggestion})
	}
	if out.SameNumber {
		list = append(list, Chip{t.T("reconcile.same_number"), draw.ToneMatched})
	}
	if c.LagKnown {
		list = append(list, Chip{lagText(t, c.Lag), lagTone(c.Lag)})
	}
	if out.grouped() {
		list = append(list, Chip{t.Count("reconcile.together", len(c.Left)+len(c.Right)), draw.ToneNeutral})
	}
	if out.Kind != "" {
		list = append(list, Chip{out.Kind, draw.ToneNeutral})
	}
	if c.Terminal != "" {
		list = append(list, Chip{t.T("reconcile.terminal", c.Terminal), draw.ToneNeutral})
	}
	return list
}

// lagText says how much later (or earlier) the row across is.
func lagText(t *assets.Text, d time.Duration) string {
	code := "reconcile.later"
	if d < 0 {
		code, d = "reconcile.earlier", -d
	}
	switch {
	case d == 0:
		return t.T("reconcile.same_time")
	case d < time.Minute:
		return t.T(code, t.T("reconcile.seconds", strconv.Itoa(int(d/time.Second))))
	case d < time.Hour:
		return t.T(code, t.T("reconcile.minutes", strconv.Itoa(int(d/time.Minute))))
	case d < 48*time.Hour:
		return t.T(code, t.T("reconcile.hours", strconv.Itoa(int(d/time.Hour))))
	}
	return t.T(code, t.T("reconcile.days", strconv.Itoa(int(d/(24*time.Hour)))))
}

// lagTone is quiet green while the delay is what channels usually have: minutes
// for sales, days for payouts are told apart by the score, not by this colour.
func lagTone(d time.Duration) draw.Tone {
	if d.Abs() < 30*time.Minute || d%(24*time.Hour) == 0 && d.Abs() <= 4*24*time.Hour {
		return draw.ToneMatched
	}
	return draw.ToneSuggestion
}

// factTexts are the sentences of evidence about rows of a currency.
func factTexts(t *assets.Text, facts []book.Fact, c book.Currency) []string {
	return words.FactTexts(t, words.InMoney(facts, c))
}

func ruleText(t *assets.Text, m *book.Match) string { return words.RuleText(t, m.Rule) }

// percent is a score as a certainty: "97%".
func percent(score float64) string { return fmt.Sprintf("%.0f%%", score*100) }

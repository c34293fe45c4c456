package exceptions

import (
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/review"
)

// Way is a way to deal with exceptions.
type Way uint8

// The ways, those that are gone most first.
const (
	WayAccept   Way = iota // the difference is right as it is
	WayWriteOff            // a loss, within the limit
	WayClaim               // claimed from the channel
	WayExpect              // will come by a day
	WayResolve             // dealt with, as the note says
	WayReview              // someone looks at it
	WayWait                // waits for something without a day
	WayCorrect             // booked wrong: says what is right
	WayReopen              // back to be dealt with
)

// ways lists the ways in the order of the menu.
func ways() []Way {
	return []Way{WayAccept, WayWriteOff, WayClaim, WayExpect, WayResolve, WayReview, WayWait, WayCorrect, WayReopen}
}

// code names a way in texts: "exceptions.way_<code>" and the like.
func (w Way) code() string {
	return [...]string{"accept", "write_off", "claim", "expect", "resolve", "review", "wait", "correct", "reopen"}[w]
}

// key is the key that goes a way.
func (w Way) key() string {
	return [...]string{"A", "W", "C", "E", "R", "V", "L", "M", "O"}[w]
}

// how is the resolution that a way records.
func (w Way) how() book.Resolution {
	switch w {
	case WayAccept:
		return book.HowAccepted
	case WayWriteOff:
		return book.HowWrittenOff
	case WayCorrect:
		return book.HowCorrected
	case WayClaim:
		return book.HowClaimed
	case WayExpect:
		return book.HowExpected
	}
	return book.HowNone
}

// state is what a way leaves an exception in that is in a state now.
func (w Way) state(now book.ExceptionState) book.ExceptionState {
	switch w {
	case WayClaim, WayExpect, WayWait:
		return book.ExceptionWaiting
	case WayReview:
		return book.ExceptionInReview
	case WayReopen:
		if now == book.ExceptionResolved || now == book.ExceptionReopened {
			return book.ExceptionReopened
		}
		return book.ExceptionOpen
	}
	return book.ExceptionResolved
}

// needsNote tells whether a way must say why: what ends an exception must.
func (w Way) needsNote() bool { return w.state(book.ExceptionOpen) == book.ExceptionResolved }

// fits tells whether a way makes sense for an exception as it stands.
func (w Way) fits(x *book.ExceptionLine) bool {
	done := x.State == book.ExceptionResolved
	switch w {
	case WayReview:
		return !done && x.State != book.ExceptionInReview
	case WayWait:
		return !done && x.State != book.ExceptionWaiting
	case WayClaim:
		return !done && (x.State != book.ExceptionWaiting || x.How != book.HowClaimed)
	case WayReopen:
		return x.State != book.ExceptionOpen && x.State != book.ExceptionReopened
	}
	return !done
}

// Can tells what can be done with the picked exceptions now.
type Can struct {
	Ways   []Way
	Open   bool // go to the rows in Reconcile
	Note   bool // of several it is said that each has its own
	Attach bool
	Fees   bool // go to the list of claims
	Ask    bool // ask the provider
}

// Has tells whether a way is possible.
func (c Can) Has(w Way) bool { return slices.Contains(c.Ways, w) }

// Can tells which decisions are possible now. A way is where one of the picked
// exceptions can go it; what says something of one exception alone is only where
// one is picked.
func (p *Presenter) Can() Can {
	var can Can
	picked := p.picked()
	if len(picked) == 0 {
		return can
	}
	for _, w := range ways() {
		if w == WayCorrect && len(picked) > 1 {
			continue // each has a right amount of its own
		}
		if slices.ContainsFunc(picked, w.fits) {
			can.Ways = append(can.Ways, w)
		}
	}
	x := p.at()
	can.Open = x != nil && (x.Leg == book.LegSales || x.Leg == book.LegPayouts)
	can.Note = true
	can.Attach = x != nil && p.deps.Choose != nil && (x.State != book.ExceptionResolved || x.Note != "")
	can.Fees = x != nil && x.Type == book.FeeMismatch && p.deps.OpenFees != nil
	can.Ask = x != nil && p.detail.Asked.Names != "" && !p.detail.Asked.Running
	return can
}

// carried is what stands of the last decision when only its note or its evidence
// changes: what it said of a state that is no longer is left out.
func carried(x *book.ExceptionLine) review.Disposal {
	d := review.Disposal{State: x.State, Note: x.Note, Work: x.Work}
	if x.State != book.ExceptionResolved && x.State != book.ExceptionWaiting {
		d.How, d.Until, d.Correct = book.HowNone, 0, 0
	}
	return d
}

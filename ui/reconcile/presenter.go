// Package reconcile is the heart of the window: what is left of a leg on one
// side, what may explain it on the other, and the decision between them.
package reconcile

import (
	"context"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/ui/kit"
)

// Review is what the view needs of the use case of matching.
type Review interface {
	Channels(ctx context.Context) ([]book.Channel, error)
	EntryIDs(ctx context.Context, q book.EntryQuery) ([]book.EntryID, error)
	EntryLines(ctx context.Context, ids []book.EntryID) ([]book.EntryLine, error)
	Counts(ctx context.Context, q book.EntryQuery) (book.LegCounts, error)
	MatchOf(ctx context.Context, leg book.Leg, id book.EntryID) (*book.Match, error)
	EntrySource(ctx context.Context, id book.EntryID) (book.EntrySource, error)
	Candidates(ctx context.Context, leg book.Leg, id book.EntryID) ([]review.Candidate, error)
	// OpenReasons tells what open rows wait for; rows that are not open are left out.
	OpenReasons(ctx context.Context, leg book.Leg, ids []book.EntryID) (map[book.EntryID]book.OpenReason, error)
	// DueOf is when money under way should arrive; false for what is no payout.
	DueOf(ctx context.Context, id book.EntryID) (due book.Day, ok bool, err error)
	Exceptions(ctx context.Context, q book.ExceptionQuery) ([]book.ExceptionLine, error)
	Decisions(ctx context.Context) ([]book.Decision, error)
	// Settings are the owner's limits.
	Settings(ctx context.Context) (review.Settings, error)

	// Legs lists the standing legs and those the owner picked.
	Legs(ctx context.Context) ([]book.Leg, error)
	PickLeg(ctx context.Context, left, right string) (book.Leg, *book.RunReceipt, error)
	DropLeg(ctx context.Context, leg book.Leg) error

	// Classes tells what some bank lines are; those of which nothing is known are left out.
	Classes(ctx context.Context, ids []book.EntryID) (map[book.EntryID]review.Classified, error)
	Classify(ctx context.Context, ids []book.EntryID, class book.Class) (book.Decision, error)

	Accept(ctx context.Context, leg book.Leg, left, right []book.EntryID, note string) (book.Decision, error)
	// AcceptPart accepts rows of unequal amounts, with what becomes of the rest.
	AcceptPart(ctx context.Context, leg book.Leg, left, right []book.EntryID, note string, until book.Day) (book.Decision, error)
	// Suggestions lists what is suggested for some rows; AcceptAll accepts such in one act.
	Suggestions(ctx context.Context, leg book.Leg, ids []book.EntryID) ([]review.Suggestion, error)
	AcceptAll(ctx context.Context, matches []book.Match, note string) ([]book.Decision, error)
	Decline(ctx context.Context, leg book.Leg, left, right []book.EntryID) (book.Decision, error)
	// PutOff hides rows until a day; PutOffRows are those hidden today.
	PutOff(ctx context.Context, leg book.Leg, left, right []book.EntryID, until book.Day, note string) (book.Decision, error)
	PutOffRows(ctx context.Context, leg book.Leg) (map[book.EntryID]book.Decision, error)
	WriteOff(ctx context.Context, leg book.Leg, left, right []book.EntryID, note string) (book.Decision, error)
	SetException(ctx context.Context, key string, state book.ExceptionState, note string) (book.Decision, error)
	Undo(ctx context.Context) (book.Decision, error)
	Redo(ctx context.Context) (book.Decision, error)
	UndoDecision(ctx context.Context, id book.DecisionID) (book.Decision, error)
}

// Part is a part of the view that a change touches.
type Part uint8

// The parts.
const (
	PartHeader  Part = 1 << iota // pickers and summary
	PartList                     // the leading pane
	PartAcross                   // the other pane and what stands between
	PartActions                  // what can be done
	PartAll     = PartHeader | PartList | PartAcross | PartActions
)

// Phase is what the leading pane shows as a whole.
type Phase uint8

// The phases.
const (
	Loading Phase = iota
	Ready
	Clear    // nothing is open: all is explained
	NoFiles  // the book holds no rows of the leg at all
	NotFound // the filter leaves nothing
	Failed
	Pairing // two channels are being matched for the first time
)

// Presenter holds what is shown and decided. All its methods are called on the
// UI goroutine; what it starts on the runner reads copies.
type Presenter struct {
	deps    Deps
	changed func(Part)

	filter   filter
	picked   []book.Leg    // by the owner
	pairing  book.Leg      // is being matched for the first time; "" for none
	months   []book.Period // newest first
	channels []book.Channel
	counts   book.LegCounts
	gapSum   book.Minor // sizes of the leg's open differences
	faults   faults

	phase Phase
	err   error
	ids   []book.EntryID
	open  map[book.EntryID]bool // nil: all of ids are open
	pages pages

	away   map[book.EntryID]book.Decision // rows of the leg that are put off
	hidden int                            // of them on the leading side, out of sight

	cursor int // index in ids; -1: none
	ticks  map[book.EntryID]Row
	notes  map[book.EntryID]string // wait for the decision on their row

	saidOff string // why rows were written off last

	across across
	bulk   bulk
	saved  *kit.Saved[savedFilter]
	busy   bool         // a decision is being written
	moved  book.EntryID // the row that this decision moves to another place; 0: none

	listing, summing, crossing, picking, bulking kit.Lane
}

// newPresenter calls changed with the parts that are to be drawn again.
func newPresenter(deps Deps, changed func(Part)) *Presenter {
	if deps.Now == nil {
		deps.Now = time.Now
	}
	p := &Presenter{saved: kit.NewSaved[savedFilter](deps.Prefs, filtersKey), deps: deps, changed: changed, cursor: -1, ticks: map[book.EntryID]Row{}, notes: map[book.EntryID]string{}}
	p.filter = filter{leg: book.LegSales}
	for _, lane := range []*kit.Lane{&p.listing, &p.summing, &p.crossing, &p.picking, &p.bulking} {
		lane.Run = deps.Run
	}
	return p
}

// Load reads everything again and stays at the row it was at, where that row is
// still to be seen.
func (p *Presenter) Load() {
	p.loadList(p.near())
	p.loadSummary()
}

// OpenAt shows a row of a leg, whichever side it is on and explained or not.
func (p *Presenter) OpenAt(leg book.Leg, id book.EntryID) {
	p.quitPairing()
	p.filter = filter{leg: leg, lead: p.filter.lead, target: id}
	p.loadList([]book.EntryID{id})
	p.loadSummary()
}

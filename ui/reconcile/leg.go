package reconcile

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// isPicked tells a leg between two channels that the owner picked from a standing one.
func isPicked(leg book.Leg) bool {
	_, _, ok := leg.Picked()
	return ok
}

// legName is a picked leg as it is shown: "建行对公 ~ 总账".
func legName(leg book.Leg) string {
	left, right, _ := leg.Picked()
	return left + " ~ " + right
}

// sideOf is the side of a leg that rows of a channel are on: by its role on the
// standing legs, by its name on one that was picked.
func sideOf(leg book.Leg, r book.Role, channel string) (book.Side, bool) {
	left, right, picked := leg.Picked()
	switch {
	case picked && channel == left,
		leg == book.LegSales && r == book.RoleOrders,
		leg == book.LegPayouts && (r == book.RolePayments || r == book.RoleWallet):
		return book.Left, true
	case picked && channel == right,
		leg == book.LegSales && r == book.RolePayments,
		leg == book.LegPayouts && r == book.RoleBank:
		return book.Right, true
	}
	return book.Left, false
}

// sideName is what stands on a side of the leg: "店铺订单", "渠道流水", "银行流水";
// on a picked leg the channel itself.
func (p *Presenter) sideName(s book.Side) string {
	if left, right, ok := p.filter.leg.Picked(); ok {
		return [2]string{left, right}[s]
	}
	return p.deps.Text.T("reconcile.side." + string(p.filter.leg) + "." + s.String())
}

// PickedLegs are the legs that the owner picked, in the order they came.
func (p *Presenter) PickedLegs() []book.Leg { return p.picked }

// Pairable lists the channels that can be picked, and which two to begin with: a
// bank and a ledger where there are such. ok is false where there are no two.
func (p *Presenter) Pairable() (names []string, left, right int, ok bool) {
	t := p.deps.Text
	right = 1
	for i := len(p.channels) - 1; i >= 0; i-- {
		switch p.channels[i].Role {
		case book.RoleBank:
			left = i
		case book.RoleLedger:
			right = i
		}
	}
	if left == right {
		left = 0
	}
	for _, c := range p.channels {
		names = append(names, t.T("reconcile.pick_channel", c.Name, t.T("role."+c.Role.String())))
	}
	return names, left, right, len(names) > 1
}

// PickChannels matches two channels, by their places in Pairable, and shows their
// leg. One that is there already is shown as it is, whichever way round. It says
// what is wrong with the choice; "" when it began.
func (p *Presenter) PickChannels(left, right int) (fault string) {
	if left == right || max(left, right) >= len(p.channels) {
		return p.deps.Text.T("reconcile.pick_same")
	}
	a, b := p.channels[left].Name, p.channels[right].Name
	for _, leg := range []book.Leg{book.PickedLeg(a, b), book.PickedLeg(b, a)} {
		if slices.Contains(p.picked, leg) {
			p.PickLeg(leg)
			return ""
		}
	}
	p.match(a, b)
	return ""
}

// match runs over two channels while the view says so and offers to stop.
func (p *Presenter) match(left, right string) {
	p.phase, p.pairing = Pairing, book.PickedLeg(left, right)
	p.changed(PartAll)
	var receipt *book.RunReceipt
	p.picking.Do(func(ctx context.Context) (err error) {
		_, receipt, err = p.deps.Review.PickLeg(ctx, left, right)
		return err
	}, func(err error) {
		leg := p.pairing
		p.pairing = ""
		if err != nil {
			p.Load()
			p.deps.ShowError(err)
			return
		}
		p.picked = append(p.picked, leg)
		p.deps.Toast(p.matchedSaid(leg, receipt), "", nil)
		p.PickLeg(leg)
		p.told()
	})
}

func (p *Presenter) matchedSaid(leg book.Leg, r *book.RunReceipt) string {
	t := p.deps.Text
	if r == nil {
		r = &book.RunReceipt{}
	}
	return t.T("reconcile.did_pick", legName(leg), words.Number(r.Matched), words.Number(r.Suggested))
}

// StopPairing gives up matching two channels; nothing of it is kept.
func (p *Presenter) StopPairing() {
	if p.pairing != "" {
		p.quitPairing()
		p.Load()
	}
}

func (p *Presenter) quitPairing() {
	if p.pairing != "" {
		p.picking.Stop()
		p.deps.Toast(p.deps.Text.T("reconcile.pairing_stopped", legName(p.pairing)), "", nil)
		p.pairing = ""
	}
}

// Pairing is the leg that is being matched for the first time, as it is shown.
func (p *Presenter) Pairing() string { return legName(p.pairing) }

// AskDrop tells what giving up the leg shown would undo; it asks nothing on a
// standing leg.
func (p *Presenter) AskDrop(ask func(name, message string)) {
	leg := p.filter.leg
	if !isPicked(leg) || p.busy {
		return
	}
	decisions := 0
	p.deps.Run(context.Background(), func(ctx context.Context) error {
		all, err := p.deps.Review.Decisions(ctx)
		for _, d := range all {
			if d.Leg == leg {
				decisions++
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			p.fail(err)
			return
		}
		text := p.deps.Text.T("reconcile.drop_text")
		if decisions > 0 {
			text = p.deps.Text.Count("reconcile.drop_decisions", decisions, words.Number(decisions)) + text
		}
		ask(legName(leg), text)
	})
}

// DropLeg gives up the leg shown and goes back to the sales.
func (p *Presenter) DropLeg() {
	leg := p.filter.leg
	if !isPicked(leg) || p.busy {
		return
	}
	p.busy = true
	p.changed(PartActions)
	p.deps.Run(context.Background(), func(ctx context.Context) error {
		return p.deps.Review.DropLeg(ctx, leg)
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.fail(err)
			return
		}
		p.picked = slices.DeleteFunc(slices.Clone(p.picked), func(l book.Leg) bool { return l == leg })
		p.deps.Toast(p.deps.Text.T("reconcile.did_drop", legName(leg)), "", nil)
		p.PickLeg(book.LegSales)
		p.told()
	})
}

// told lets the rest of the window know that the book has changed.
func (p *Presenter) told() {
	if p.deps.Decided != nil {
		p.deps.Decided()
	}
}

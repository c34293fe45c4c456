package app

import (
	"context"
	"path/filepath"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/channels"
	"zhangfang/app/channels/alipay"
	"zhangfang/app/channels/paypal"
	"zhangfang/app/channels/stripe"
	"zhangfang/app/channels/wechatpay"
	"zhangfang/app/intake"
	"zhangfang/app/pull"
)

// Drivers are the providers that can be connected, in the order in which they are
// offered.
func Drivers() []channels.Driver {
	return []channels.Driver{alipay.Driver{}, wechatpay.Driver{}, paypal.Driver{}, stripe.Driver{}}
}

// matchPulled matches what pulled bills touched, also after a cancel, unless the book is
// about to be closed.
func (b *Book) matchPulled(context.Context) error {
	_, err := b.Review.Reconcile(b.leaving, false, nil)
	return err
}

// importPulled brings a pulled bill in like a file that was dropped, and leaves it to
// matchPulled to match it. Once a day's bill is in, what an earlier try of that day left
// waiting waits no more.
func (b *Book) importPulled(ctx context.Context, path string, from pull.Origin) ([]book.Receipt, error) {
	label, err := b.labelOf(ctx, from)
	if err != nil {
		return nil, err
	}
	receipts, err := b.Intake.Import(ctx, []string{path}, intake.Options{Channel: label, Account: from.Account, Covers: from.Covers}, nil)
	if err != nil || slices.ContainsFunc(receipts, func(r book.Receipt) bool { return r.State == book.ReceiptHeld || r.State == book.ReceiptRefused }) {
		return receipts, err
	}
	waiting, err := b.Intake.Pending(ctx)
	if err != nil {
		return receipts, err
	}
	for _, w := range waiting {
		if filepath.Dir(w.Receipt.Path) == filepath.Dir(path) {
			if err := b.Intake.PutAside(ctx, w.ID); err != nil {
				return receipts, err
			}
		}
	}
	return receipts, nil
}

// labelOf names the channel that a pulled bill is to go to; "" where the bill and the
// book tell it. A provider's account that is known has its channel by its number,
// whatever that channel and the connection are called. Rows of an account that is not,
// or was not until now, are in a channel without a number: it is the one that took the
// connection's earlier bills, and has the number once it is known. The name that the
// connection has for a channel of its own is for a first bill.
func (b *Book) labelOf(ctx context.Context, from pull.Origin) (string, error) {
	if from.Provider == "alipay" || from.Provider == "wechatpay" { // their bills or their merchant's number tell
		return from.Channel, nil
	}
	all, err := b.store.Channels(ctx)
	if err != nil {
		return "", err
	}
	var unnamed []book.Channel
	named := 0
	for _, c := range all {
		switch {
		case c.Provider != from.Provider || c.Stream != book.StreamAccount:
		case c.Account == "":
			unnamed = append(unnamed, c)
		case c.Account == from.Account:
			return "", nil
		default:
			named++
		}
	}
	if len(unnamed) == 0 || from.Account == "" && len(unnamed)+named == 1 {
		return from.Channel, nil
	}
	takers, err := b.takers(ctx)
	if err != nil {
		return "", err
	}
	for _, c := range unnamed {
		if takers[c.ID][from.Connection] {
			return c.Name, nil
		}
	}
	if from.Account != "" && slices.ContainsFunc(unnamed, func(c book.Channel) bool { return len(takers[c.ID]) == 0 }) {
		return "", nil // of files: their rows tell whose they are, or the owner
	}
	return from.Channel, nil
}

// takers tells by channel which connections' bills it took.
func (b *Book) takers(ctx context.Context) (map[book.ChannelID]map[book.ConnectionID]bool, error) {
	connections, err := b.store.Connections(ctx)
	if err != nil {
		return nil, err
	}
	of := map[string]book.ConnectionID{} // by the hash of a bill
	for _, c := range connections {
		pulls, err := b.store.Pulls(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		for i := range pulls {
			if p := &pulls[i]; p.SHA256 != "" {
				of[p.SHA256] = c.ID
			}
		}
	}
	batches, err := b.store.Batches(ctx)
	if err != nil {
		return nil, err
	}
	takers := map[book.ChannelID]map[book.ConnectionID]bool{}
	for i := range batches {
		if id := of[batches[i].SHA256]; id != 0 {
			if takers[batches[i].Channel] == nil {
				takers[batches[i].Channel] = map[book.ConnectionID]bool{}
			}
			takers[batches[i].Channel][id] = true
		}
	}
	return takers, nil
}

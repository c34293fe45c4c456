package settings

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// ChannelRow is a channel, in words.
type ChannelRow struct {
	ID      book.ChannelID
	Name    string
	Role    string
	Account string // provider and account, "" where files name none
	Zone    string // its time zone, and when its day ends
	Held    string // through which day, and how many rows
}

// ChannelCount is how many channels there are.
func (p *Presenter) ChannelCount() int { return len(p.statuses) }

// Channel is the channel at a place of the list.
func (p *Presenter) Channel(i int) (ChannelRow, bool) {
	if i < 0 || i >= len(p.statuses) {
		return ChannelRow{}, false
	}
	t, c := p.deps.Text, p.statuses[i]
	row := ChannelRow{ID: c.ID, Name: c.Name, Role: t.T("role." + c.Role.String()), Account: c.Account, Zone: p.ruleText(c.DayRule()), Held: t.T("settings.channel_empty")}
	if c.Covered.To != 0 {
		row.Held = t.Count("settings.channel_held", c.Rows, words.PeriodShort(c.Covered), words.Number(c.Rows))
	}
	return row, true
}

// RenameChannel gives a channel another name; an undo gives the old one back.
func (p *Presenter) RenameChannel(id book.ChannelID, name string) {
	old := ""
	for _, c := range p.statuses {
		if c.ID == id {
			old = c.Name
		}
	}
	if old == "" || old == name {
		return
	}
	t := p.deps.Text
	p.write(func(ctx context.Context) error { return p.deps.Book.RenameChannel(ctx, id, name) }, func() {
		p.deps.Toast(t.T("settings.did_rename", old, name), t.T("kit.undo"), func() {
			p.write(func(ctx context.Context) error { return p.deps.Book.RenameChannel(ctx, id, old) }, func() {
				p.deps.Toast(t.T("settings.did_rename", name, old), "", nil)
			})
		})
	})
}

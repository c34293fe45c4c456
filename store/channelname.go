package store

import (
	"context"
	"encoding/json"
	"strings"

	"zhangfang/app/book"
)

// actRename is the act of giving a channel another name.
const actRename = "rename_channel"

// RenameChannel gives a channel another name, on record. No row changes by it: a name
// is the owner's label and no part of an identity. Problems: "channel_name" for an
// empty name, "channel_name_taken" (A: the name), "channel_named" where the name
// stands for the channel elsewhere: in a leg that the owner picked, in a sheet that
// was taught (A: which).
func (s *Store) RenameChannel(ctx context.Context, id book.ChannelID, name string) error {
	name = strings.TrimSpace(name)
	if name == "" || strings.Contains(name, "~") { // which parts the names of a leg
		return &book.Problem{Code: "channel_name", Args: []string{name}}
	}
	return s.change(ctx, "rename a channel", func(t *tx) error {
		list, err := channels(t.ctx, t)
		if err != nil {
			return err
		}
		var old string
		for _, c := range list {
			switch {
			case c.ID == id:
				old = c.Name
			case c.Name == name:
				return &book.Problem{Code: "channel_name_taken", Args: []string{name}}
			}
		}
		if old == "" {
			return &book.Problem{Code: "book_changed"}
		}
		if old == name {
			return nil
		}
		if by, err := t.namedBy(old); err != nil || by != "" {
			if err == nil {
				err = &book.Problem{Code: "channel_named", Args: []string{old, by}}
			}
			return err
		}
		if err := t.exec("UPDATE channel SET name = ? WHERE id = ?", name, id); err != nil {
			return err
		}
		about := map[string]string{"from": old, "to": name}
		digest, err := digestOf(about)
		if err != nil {
			return err
		}
		return t.audit(actRename, about, digest)
	})
}

// namedBy is what uses a channel by its name: a leg, or a taught sheet; "" for none.
func (t *tx) namedBy(channel string) (string, error) {
	legs, err := t.texts("SELECT name FROM leg")
	if err != nil {
		return "", err
	}
	for _, leg := range legs {
		if left, right, ok := book.Leg(leg).Picked(); ok && (left == channel || right == channel) {
			return leg, nil
		}
	}
	bodies, err := t.texts("SELECT body FROM profile")
	if err != nil {
		return "", err
	}
	for _, body := range bodies {
		var p struct{ Name, Channel string }
		if err := json.Unmarshal([]byte(body), &p); err != nil {
			return "", err
		}
		if p.Channel == channel {
			return p.Name, nil
		}
	}
	return "", nil
}

// texts is the one column of a query.
func (t *tx) texts(query string) ([]string, error) {
	rows, err := t.QueryContext(t.ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, rows.Err()
}

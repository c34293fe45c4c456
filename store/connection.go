package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"zhangfang/app/book"
)

// The acts on connections.
const (
	actConnect    = "connect"
	actDisconnect = "disconnect"
)

const connectionFields = "id, name, provider, body, made"

// connectionBody is what of a connection is kept as JSON.
type connectionBody struct {
	Gateway string            `json:"gateway,omitempty"`
	Sandbox bool              `json:"sandbox,omitempty"`
	Fields  map[string]string `json:"fields"`
	From    book.Day          `json:"from"`
	At      string            `json:"at,omitempty"`
	Paused  bool              `json:"paused,omitempty"`
}

// Connections lists the live connections, by name.
func (s *Store) Connections(ctx context.Context) ([]book.Connection, error) {
	var all []book.Connection
	err := func() error {
		rows, err := s.read.QueryContext(ctx, "SELECT "+connectionFields+" FROM connection ORDER BY name")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var c book.Connection
			var b connectionBody
			var body []byte
			var made int64
			if err := rows.Scan(&c.ID, &c.Name, &c.Provider, &body, &made); err != nil {
				return err
			}
			if err := json.Unmarshal(body, &b); err != nil {
				return fmt.Errorf("connection %s: %w", c.Name, err)
			}
			c.Gateway, c.Sandbox, c.Fields, c.From, c.At, c.Paused, c.Made = b.Gateway, b.Sandbox, b.Fields, b.From, b.At, b.Paused, fromUnix(made)
			all = append(all, c)
		}
		return rows.Err()
	}()
	return all, problem("list the connections", err)
}

// SaveConnection makes a connection (its ID is 0 then, and is given) or changes one,
// and keeps its sealed secrets; nil leaves those as they are. Problem
// "connection_twice" when another has its name.
func (s *Store) SaveConnection(ctx context.Context, c *book.Connection, sealed []byte, at time.Time) error {
	body, err := json.Marshal(connectionBody{c.Gateway, c.Sandbox, c.Fields, c.From, c.At, c.Paused})
	if err != nil {
		return err
	}
	return s.change(ctx, "save the connection "+c.Name, func(t *tx) error {
		t.at = at
		var twice bool
		if err := t.QueryRowContext(t.ctx, "SELECT EXISTS (SELECT 1 FROM connection WHERE name = ? AND id <> ?)", c.Name, c.ID).Scan(&twice); err != nil {
			return err
		}
		if twice {
			return &book.Problem{Code: "connection_twice", Args: []string{c.Name}}
		}
		if c.ID == 0 {
			c.Made = at
			if err := t.QueryRowContext(t.ctx, "INSERT INTO connection (name, provider, body, made) VALUES (?, ?, ?, ?) RETURNING id",
				c.Name, c.Provider, string(body), unix(at)).Scan(&c.ID); err != nil {
				return err
			}
		} else if err := t.exec("UPDATE connection SET name = ?, body = ? WHERE id = ?", c.Name, string(body), c.ID); err != nil {
			return err
		}
		if sealed != nil {
			if err := t.exec("INSERT OR REPLACE INTO vault (connection, data) VALUES (?, ?)", c.ID, sealed); err != nil {
				return err
			}
		}
		return t.auditKept(actConnect, map[string]any{"connection": c.Name, "provider": c.Provider, "keys": sealed != nil})
	})
}

// RemoveConnection deletes a connection with its secrets and what was tried. What
// came in by it stays. Problem "no_connection".
func (s *Store) RemoveConnection(ctx context.Context, id book.ConnectionID, at time.Time) error {
	return s.change(ctx, "remove a connection", func(t *tx) error {
		t.at = at
		var name string
		switch err := t.QueryRowContext(t.ctx, "DELETE FROM connection WHERE id = ? RETURNING name", id).Scan(&name); {
		case errors.Is(err, sql.ErrNoRows):
			return &book.Problem{Code: "no_connection"}
		case err != nil:
			return err
		}
		if err := t.exec("DELETE FROM vault WHERE connection = ?", id); err != nil {
			return err
		}
		return t.auditKept(actDisconnect, map[string]string{"connection": name})
	})
}

// Sealed is the sealed secrets of a connection, and of 0 the book's own sealed key;
// nil where there are none.
func (s *Store) Sealed(ctx context.Context, id book.ConnectionID) ([]byte, error) {
	var data []byte
	err := s.read.QueryRowContext(ctx, "SELECT data FROM vault WHERE connection = ?", id).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return data, problem("read what is sealed", err)
}

// SealKey keeps the book's own sealed key; nil forgets it.
func (s *Store) SealKey(ctx context.Context, data []byte) error {
	return s.change(ctx, "keep the sealed key", func(t *tx) error {
		if data == nil {
			return t.exec("DELETE FROM vault WHERE connection = 0")
		}
		return t.exec("INSERT OR REPLACE INTO vault (connection, data) VALUES (0, ?)", data)
	})
}

// Claim lets an owner, a process, pull for a connection until a moment; false while
// another may, or where the connection is gone. One that reaches further than any can
// was made by a clock that has been set back since. Release ends it.
func (s *Store) Claim(ctx context.Context, id book.ConnectionID, owner string, now, until time.Time) (mine bool, err error) {
	err = s.change(ctx, "begin to pull", func(t *tx) error {
		r, err := t.ExecContext(t.ctx, `INSERT INTO pulling (connection, owner, until) SELECT id, ?, ? FROM connection WHERE id = ?
			ON CONFLICT (connection) DO UPDATE SET owner = excluded.owner, until = excluded.until
			WHERE owner = excluded.owner OR until <= ? OR until > excluded.until`, owner, unix(until), id, unix(now))
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		mine = n == 1
		return err
	})
	return mine, err
}

// Release lets others pull for a connection again.
func (s *Store) Release(ctx context.Context, id book.ConnectionID, owner string) error {
	return s.change(ctx, "end to pull", func(t *tx) error {
		return t.exec("DELETE FROM pulling WHERE connection = ? AND owner = ?", id, owner)
	})
}

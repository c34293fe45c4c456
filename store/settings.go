package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Name is the shop's name; "" until it is given one.
func (s *Store) Name(ctx context.Context) (string, error) {
	var name string
	err := s.read.QueryRowContext(ctx, "SELECT name FROM book").Scan(&name)
	return name, problem("read the shop's name", err)
}

// SetName gives the shop its name, on record.
func (s *Store) SetName(ctx context.Context, name string) error {
	return s.change(ctx, "set the shop's name", func(t *tx) error {
		if err := t.exec("UPDATE book SET name = ?", name); err != nil {
			return err
		}
		about := map[string]string{"name": name}
		digest, err := digestOf(about)
		if err != nil {
			return err
		}
		return t.audit("setting", about, digest)
	})
}

// actSetting is the act of changing one of the owner's settings.
const actSetting = "set_setting"

// Setting is one of the owner's settings; "" while it is not set.
func (s *Store) Setting(ctx context.Context, name string) (string, error) {
	var value string
	err := s.read.QueryRowContext(ctx, "SELECT value FROM setting WHERE name = ?", name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, problem("read the setting "+name, err)
}

// Settings is every setting by name.
func (s *Store) Settings(ctx context.Context) (map[string]string, error) {
	all := map[string]string{}
	err := func() error {
		rows, err := s.read.QueryContext(ctx, "SELECT name, value FROM setting")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var name, value string
			if err := rows.Scan(&name, &value); err != nil {
				return err
			}
			all[name] = value
		}
		return rows.Err()
	}()
	return all, problem("read the settings", err)
}

// SetSetting changes one of the owner's settings, on record; "" unsets it.
func (s *Store) SetSetting(ctx context.Context, name, value string, at time.Time) error {
	return s.SetSettings(ctx, map[string]string{name: value}, at)
}

// SetSettings changes several of the owner's settings, all of them or none, in the
// order of their names; each is on record by itself.
func (s *Store) SetSettings(ctx context.Context, values map[string]string, at time.Time) error {
	return s.change(ctx, "change settings", func(t *tx) error {
		t.at = at
		for _, name := range sortedKeys(values) {
			if err := t.setSetting(name, values[name]); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return nil
	})
}

func (t *tx) setSetting(name, value string) error {
	query, args := "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", []any{name, value}
	if value == "" {
		query, args = "DELETE FROM setting WHERE name = ?", args[:1]
	}
	if err := t.exec(query, args...); err != nil {
		return err
	}
	return t.auditKept(actSetting, map[string]string{"setting": name, "value": value})
}

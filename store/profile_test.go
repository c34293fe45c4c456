package store

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

func profileOf(name string, columns ...string) *book.Profile {
	return &book.Profile{Name: name, Columns: columns, Role: book.RoleBank, Channel: "饭店",
		Fields: map[book.ProfileField]string{book.FieldDate: columns[0], book.FieldAmount: columns[1]}}
}

func TestProfilesAreKeptByTheirHeader(t *testing.T) {
	ctx := context.Background()
	s := reopen(t, filepath.Join(t.TempDir(), "p.zfbook"))
	save := func(p *book.Profile) {
		t.Helper()
		if err := s.SaveProfile(ctx, p, noon); err != nil {
			t.Fatal(err)
		}
	}
	save(profileOf("甲", "天", "钱"))
	save(profileOf("乙", "天", "钱", "谁"))
	again := profileOf("甲二", "钱", "天")
	again.Fields = map[book.ProfileField]string{book.FieldDate: "天", book.FieldAmount: "钱"}
	save(again)
	all, err := s.Profiles(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]book.Profile{*profileOf("乙", "天", "钱", "谁"), *again}, all); d != "" {
		t.Error(d)
	}
	mustVerify(t, s)
	if err := s.RemoveProfile(ctx, again.Print(), noon); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveProfile(ctx, again.Print(), noon); book.CodeOf(err) != "no_profile" {
		t.Errorf("removed twice: %v", err)
	}
	if all, err = s.Profiles(ctx); err != nil || len(all) != 1 {
		t.Error(all, err)
	}
	if err := s.SaveProfile(ctx, &book.Profile{Name: "x"}, noon); book.CodeOf(err) != "profile_incomplete" {
		t.Errorf("half a profile: %v", err)
	}
	mustVerify(t, s)
}

func TestVerifySeesAProfileChangedByHand(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "p.zfbook")
	s := reopen(t, path)
	if err := s.SaveProfile(ctx, profileOf("甲", "天", "钱"), noon); err != nil {
		t.Fatal(err)
	}
	execute(t, path, "UPDATE profile SET name = '乙'")
	if v, err := s.Verify(ctx); err != nil || len(v.Faults) == 0 {
		t.Errorf("%+v %v", v, err)
	}
}

func TestMigrateABookOfTheSecondVersion(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "second.zfbook")
	fillOld(t, path, upTo(t, firstMigration, "00002_rates_and_work.sql"), func(s *Store) {
		importRows(t, s, shopChannel, "o.csv", order("A", march(1), 100))
	})
	s := reopen(t, path)
	if err := s.SaveProfile(ctx, profileOf("甲", "天", "钱"), noon); err != nil {
		t.Fatal(err)
	}
	if v := mustVerify(t, s); v.Entries != 1 {
		t.Errorf("%d entries", v.Entries)
	}
}

package store

import (
	"testing"

	"zhangfang/app/book"
)

func TestAChannelIsRenamedOnRecord(t *testing.T) {
	ctx, s := t.Context(), mustOpen(t)
	for _, c := range []book.Channel{shopChannel, wechatChannel, bankChannel} {
		importRows(t, s, c, c.Name+".csv", order("1", march(1), 100))
	}
	before := mustVerify(t, s)
	if err := s.RenameChannel(ctx, 2, " 微信 西街店 "); err != nil {
		t.Fatal(err)
	}
	list, err := s.Channels(ctx)
	if err != nil || list[1].Name != "微信 西街店" || list[1].Account != wechatChannel.Account {
		t.Fatalf("%+v, %v", list, err)
	}
	if after := mustVerify(t, s); after.Lines != before.Lines+1 {
		t.Errorf("%d lines became %d", before.Lines, after.Lines)
	}
	if err := s.RenameChannel(ctx, 2, "微信 西街店"); err != nil {
		t.Error(err)
	}
	saveRunOf(t, s, "店铺~招商银行", true)
	if err := s.SaveProfile(ctx, &book.Profile{Name: "自制表", Columns: profileOf("", "日期", "金额").Columns, Fields: profileOf("", "日期", "金额").Fields,
		Role: book.RoleLedger, Channel: "微信 西街店"}, noon); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id         book.ChannelID
		name, code string
	}{
		{1, "网店", "channel_named"}, // a leg names it
		{2, "微信", "channel_named"}, // a taught sheet does
		{2, "店铺", "channel_name_taken"},
		{2, "  ", "channel_name"},
		{2, "a~b", "channel_name"},
		{9, "x", "book_changed"},
	} {
		if err := s.RenameChannel(ctx, c.id, c.name); book.CodeOf(err) != c.code {
			t.Errorf("%d as %q: %v, want %s", c.id, c.name, err, c.code)
		}
	}
}

package settings

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/assets"
)

// machine is a made-up program around the book.
type machine struct {
	options  Options
	backups  []book.Backup
	copied   book.Contents
	restored string
	listed   string // the folder of copies that was read
	err      error
}

func newMachine() machine {
	at := func(day int) time.Time { return time.Date(2025, 11, day, 9, 2, 0, 0, book.Shanghai) }
	return machine{
		backups: []book.Backup{{Path: "/copies/shop-20251103-090200.zfbook", At: at(3), Size: 3 << 20}, {Path: "/copies/shop-20251101-090200.zfbook", At: at(1), Size: 900_000}},
		copied: book.Contents{Shop: "西街小馆", Whole: true, Days: book.Period{From: book.NewDay(2025, 9, 1), To: book.NewDay(2025, 10, 31)},
			Channels: []book.ChannelStatus{{Rows: 12_000}, {Rows: 345}}, Judged: book.Judged{Decisions: 7, Cards: 2}},
	}
}

func (m *machine) Options() Options            { return m.options }
func (m *machine) SetOptions(o Options)        { m.options = o }
func (m *machine) ShowFolder(string)           {}
func (m *machine) ChooseFolder(f func(string)) { f("/媒体/U 盘") }
func (m *machine) RenameShop()                 {}
func (m *machine) BackupDir() string           { return "/home/owner/.local/share/zhangfang/backups" }
func (m *machine) BackupNow()                  {}
func (m *machine) Restore(path string)         { m.restored = path }
func (m *machine) Backups(dir string) ([]book.Backup, error) {
	m.listed = dir
	return m.backups, m.err
}

func (m *machine) About() About {
	return About{Version: "0.1.0", Path: "/home/owner/.local/share/zhangfang/shop.zfbook", Size: 5 << 20, Lines: 412,
		Head: "9f2c4a7be01d5c33a8e2f4d6b7c8091a2b3c4d5e6f708192a3b4c5d6e7f80912"}
}

func (m *machine) ChooseBackup(_ string, f func(string)) { f("/elsewhere/old.zfbook") }

func (m *machine) Look(context.Context, string) (book.Contents, error) { return m.copied, m.err }

func (m *machine) Contents(context.Context) (book.Contents, error) {
	return book.Contents{Days: book.Period{From: book.NewDay(2025, 9, 1), To: book.NewDay(2025, 11, 2)}, Channels: []book.ChannelStatus{{Rows: 13_000}},
		Judged: book.Judged{Decisions: 12, Cards: 2, Closed: 1}}, nil
}

func (d *desk) Statuses(context.Context) ([]book.ChannelStatus, error) {
	shop := book.ChannelStatus{Channel: book.Channel{ID: 1, Name: d.names[1], Role: book.RoleOrders, Zone: d.rules[1].Zone, Cutoff: d.rules[1].Cutoff}}
	pos := book.ChannelStatus{Channel: book.Channel{ID: 2, Name: d.names[2], Role: book.RolePayments, Account: "8222****0018", Zone: d.rules[2].Zone, Cutoff: d.rules[2].Cutoff},
		Covered: book.Period{From: book.NewDay(2025, 10, 1), To: book.NewDay(2025, 10, 31)}, Rows: 1234}
	return []book.ChannelStatus{shop, pos}, d.err
}

func (d *desk) RenameChannel(_ context.Context, id book.ChannelID, name string) error {
	if d.err == nil {
		d.names[id] = name
	}
	return d.err
}

func (d *desk) AlwaysList(context.Context) ([]intake.Always, error) {
	return slices.Clone(d.always), d.err
}

func (d *desk) DropAlways(_ context.Context, a intake.Always) error {
	d.always = slices.DeleteFunc(d.always, func(x intake.Always) bool { return x == a })
	return d.err
}

func (d *desk) Profiles(context.Context) ([]book.Profile, error) {
	return []book.Profile{{Name: "房租表"}, {Name: "外卖日结"}}, d.err
}

func holidays(year int) []book.Holiday {
	return []book.Holiday{
		{Period: book.Period{From: book.NewDay(year, 9, 28), To: book.NewDay(year, 9, 28)}, Working: true, Estimated: year > 2025},
		{Period: book.Period{From: book.NewDay(year, 10, 1), To: book.NewDay(year, 10, 8)}, Estimated: year > 2025},
	}
}

func TestOptionsAreRememberedAndNonsenseIsNot(t *testing.T) {
	prefs := test.NewTempApp(t).Preferences()
	if o := ReadOptions(prefs); o != (Options{}) || o.Percent() != 100 || o.Copies() != DefaultKeep {
		t.Errorf("at first %+v", o)
	}
	want := Options{Language: assets.English, Theme: ThemeDark, TextSize: 130, Quiet: true, BackupDir: "/x", Keep: 30}
	want.Remember(prefs)
	if o := ReadOptions(prefs); o != want {
		t.Errorf("got %+v", o)
	}
	Options{Language: "fr", Theme: "pink", TextSize: 400, Keep: -1}.Remember(prefs)
	if o := ReadOptions(prefs); o != (Options{}) {
		t.Errorf("nonsense is %+v", o)
	}
}

func TestAChannelIsRenamedAndBack(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	if c, _ := p.Channel(1); c.Role != "收款账单" || c.Zone != "24:00 · 东京（日本）" || c.Held != "10-01 – 10-31，1,234 行" {
		t.Errorf("%+v", c)
	}
	if c, _ := p.Channel(0); c.Zone != "24:00 · 北京时间" || c.Held != "还没有账单" {
		t.Errorf("%+v", c)
	}
	p.RenameChannel(2, "拉卡拉 西街")
	if c, _ := p.Channel(1); c.Name != "拉卡拉 西街" || w.changes != 1 {
		t.Fatalf("%+v", c)
	}
	w.undo()
	if c, _ := p.Channel(1); c.Name != "拉卡拉" || len(w.toasts) != 2 {
		t.Errorf("%+v, %q", c, w.toasts)
	}
	d.err = &book.Problem{Code: "channel_name_taken", Args: []string{"x"}}
	p.RenameChannel(2, "x")
	if len(w.errors) != 1 {
		t.Error("the fault is not told")
	}
}

func TestHolidaysOfAYear(t *testing.T) {
	p, _ := ready(t, newDesk())
	if got := p.Years(); !slices.Equal(got, []string{"2024", "2025", "2026"}) {
		t.Errorf("%q", got)
	}
	first, _ := p.Holiday(0)
	second, _ := p.Holiday(1)
	if first != (HolidayRow{"09-28 周日", "周末上班", "1 天", false}) || second != (HolidayRow{"10-01 周三 – 10-08 周三", "放假", "8 天", false}) || p.Estimated() {
		t.Errorf("%+v %+v", first, second)
	}
	p.SetYear(2)
	if !p.Estimated() || p.HolidayCount() != 2 {
		t.Error("2026 is announced")
	}
}

func TestWhatIsAlwaysLetInIsTakenBack(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	if a, _ := p.Always(0); a != (AlwaysRow{"支付宝业务明细", "长编号坏了"}) {
		t.Errorf("%+v", a)
	}
	p.DropAlways(0)
	if p.AlwaysCount() != 1 || len(d.always) != 1 || d.always[0].Format != "shop.plain" || len(w.toasts) != 1 {
		t.Errorf("left %v", d.always)
	}
	if got := p.Taught(); got != "您教过的表格：外卖日结、房租表。" {
		t.Errorf("%q", got)
	}
}

func TestACopyIsLookedAtBeforeItIsRestored(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	if b, _ := p.Backup(1); b != (BackupRow{"2025-11-01 09:02", "2 天前", "879 KB"}) || p.LastBackup() != "最近一份 11-03 09:02，今天" {
		t.Errorf("%+v, %q", b, p.LastBackup())
	}
	var got Comparison
	p.Compare(d.machine.backups[0].Path, func(c Comparison) { got = c })
	want := []string{
		"2025-11-03 09:02 的备份：西街小馆，2025-09-01 – 2025-10-31，12,345 行流水，处理 7 次，谈定的费率 2 张，已结账 0 个月。",
		"现在的账：没有起名的店，2025-09-01 – 2025-11-02，13,000 行流水，处理 12 次，谈定的费率 2 张，已结账 1 个月。",
		"恢复后，账里不再有这些：5 次处理、1 个月的结账。",
	}
	if !got.Whole || got.Path != d.machine.backups[0].Path || !slices.Equal(got.Lines, want) {
		t.Errorf("%+v", got)
	}
	d.machine.err = &book.Problem{Code: "not_a_book"}
	p.Compare("/copies/x.zfbook", func(Comparison) { t.Error("told of no book") })
	if len(w.errors) != 1 || p.Busy() {
		t.Errorf("%v, busy %v", w.errors, p.Busy())
	}
	p.Load()
	if phase, _ := p.Phase(); phase != Ready || p.LastBackup() == "" || p.BackupCount() != 2 {
		t.Errorf("a folder out of reach: phase %d, %q", phase, p.LastBackup())
	}
}

func TestRestoringAsksAndADamagedCopyIsNotOffered(t *testing.T) {
	d := newDesk()
	v, w, _ := shown(t, d)
	v.open(Backup)
	l := &backupList{view: v, grid: v.list.grid}
	l.compare("/copies/a.zfbook")
	buttons := buttonsOf(w.Canvas().Overlays().Top())
	if len(buttons) != 2 || d.machine.restored != "" {
		t.Fatalf("%d buttons, restored %q", len(buttons), d.machine.restored)
	}
	test.Tap(buttons[1])
	if d.machine.restored != "/copies/a.zfbook" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("restored %q", d.machine.restored)
	}
	d.machine.copied.Whole = false
	l.compare("/copies/b.zfbook")
	if got := buttonsOf(w.Canvas().Overlays().Top()); len(got) != 1 {
		t.Errorf("a damaged copy is offered by %d buttons", len(got))
	}
}

func TestAboutTellsWhereTheDataIs(t *testing.T) {
	p, _ := ready(t, newDesk())
	var all []string
	for _, d := range p.AboutLines() {
		all = append(all, d.Value)
	}
	text := strings.Join(all, "\n")
	for _, want := range []string{"账房 0.1.0", "shop.zfbook", "5.0 MB", "412 行", "9f2c4a7be01d", "SIL Open Font License"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not told in %q", want, text)
		}
	}
}

func TestTheFolderOfCopiesIsChosen(t *testing.T) {
	d := newDesk()
	v, _, _ := shown(t, d)
	v.open(Backup)
	for _, b := range buttonsOf(v.place) {
		if b.Text() == v.deps.Text.T("settings.backup_change") {
			test.Tap(b)
		}
	}
	if d.machine.options.BackupDir != "/媒体/U 盘" {
		t.Errorf("%+v", d.machine.options)
	}
}

func TestOwnBankDaysAreKeptAndTakenBack(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.AddOwn("2026/11/25", false)
	if open, ok := d.own[book.NewDay(2026, 11, 25)]; !ok || open {
		t.Fatalf("kept %v", d.own)
	}
	w.undo()
	if len(d.own) != 0 {
		t.Errorf("after undo %v", d.own)
	}
	p.AddOwn("明天", true)
	if len(d.own) != 0 || w.toasts[len(w.toasts)-1] != p.deps.Text.T("settings.own_bad") {
		t.Errorf("kept %v, told %q", d.own, w.toasts)
	}
}
